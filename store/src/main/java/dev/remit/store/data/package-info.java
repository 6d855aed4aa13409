/// The folder that everything lasting is in, and who owns it.
///
/// Read [dev.remit.store.data.DataFolder], [dev.remit.store.data.DataFault], then
/// [dev.remit.store.disk.Disk]. Knows nothing of what its parts hold.
@NullMarked
package dev.remit.store.data;

import org.jspecify.annotations.NullMarked;
