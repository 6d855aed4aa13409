/// A folder of files as those need it who must survive a crash: what was forced is there
/// afterwards, and nothing else is sure.
///
/// Read [dev.remit.store.disk.Disk], [dev.remit.store.disk.OpenFile], then
/// [dev.remit.store.disk.FolderDisk]; the tests run on `SimulatedDisk`. Knows nothing of what the
/// files hold.
///
/// Source: T. S. Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014.
@NullMarked
package dev.remit.store.disk;

import org.jspecify.annotations.NullMarked;
