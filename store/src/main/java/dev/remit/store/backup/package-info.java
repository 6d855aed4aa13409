/// A copy of a data folder in another one, made while decisions go on, and brought back only after
/// it was checked.
///
/// Read [dev.remit.store.backup.Backup], [dev.remit.store.backup.Restore], then
/// [dev.remit.store.backup.Manifest]. Keys are never copied: what was forgotten stays so.
@NullMarked
package dev.remit.store.backup;

import org.jspecify.annotations.NullMarked;
