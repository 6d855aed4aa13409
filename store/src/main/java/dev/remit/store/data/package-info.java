/// The folder that everything lasting is in, who owns it, and where in it each tenant keeps what is
/// its own.
///
/// Read [dev.remit.store.data.DataFolder], [dev.remit.store.data.DataFault], then
/// [dev.remit.store.data.TenantFolders]. Knows nothing of what its parts hold.
@NullMarked
package dev.remit.store.data;

import org.jspecify.annotations.NullMarked;
