/// Records of the log as JSON for other programs: the table itself, and the formats of others.
///
/// Read [dev.remit.store.export.TableJson], [dev.remit.store.export.OpaJson], then
/// [dev.remit.store.export.OcsfJson]. Knows rows, and not where they come from or go to.
@NullMarked
package dev.remit.store.export;

import org.jspecify.annotations.NullMarked;
