/// What lasts: the decision log as a file of JSON lines, and its reader.
///
/// Read [dev.remit.store.JsonLinesLog], [dev.remit.store.RecordWriter], then
/// [dev.remit.store.JsonLinesReader]. Knows nothing of how decisions are made. The fields of a line
/// are in the module's README.
@NullMarked
package dev.remit.store;

import org.jspecify.annotations.NullMarked;
