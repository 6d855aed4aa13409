/// The table that the log is: its columns, a record as a row of it, and the hash of a row.
///
/// Read [dev.remit.store.row.Column], [dev.remit.store.row.Row], then
/// [dev.remit.store.row.RecordRows]. Knows nothing of files.
@NullMarked
package dev.remit.store.row;

import org.jspecify.annotations.NullMarked;
