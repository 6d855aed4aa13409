/// Retention of a whole data folder: the log first, then what no record of it refers to any more.
///
/// Read [dev.remit.store.retention.FolderRetention], [dev.remit.store.log.Retention], then
/// [dev.remit.store.log.References]. Knows no clock but the one it is given.
@NullMarked
package dev.remit.store.retention;

import org.jspecify.annotations.NullMarked;
