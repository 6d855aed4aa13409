/// `remit backup` and `remit restore`: the data folder in another place, and back.
///
/// Read [dev.remit.cli.backup.BackupCommand], [dev.remit.cli.backup.RestoreCommand], then
/// [dev.remit.store.backup.Backup].
@NullMarked
package dev.remit.cli.backup;

import org.jspecify.annotations.NullMarked;
