/// Records of the log for other programs: as JSON the table itself and the formats of others, and
/// fields as CSV.
///
/// Read [dev.remit.store.export.TableJson], [dev.remit.store.export.OpaJson], then
/// [dev.remit.store.export.OcsfJson]. Knows rows, and not where they come from or go to.
@NullMarked
package dev.remit.store.export;

import org.jspecify.annotations.NullMarked;
