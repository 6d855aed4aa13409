/// Every bundle that a record may refer to, by its digest, one archive each, for as long as records
/// do.
///
/// Read [dev.remit.store.bundle.BundleStore], [dev.remit.store.bundle.BundleLookup], then
/// [dev.remit.store.bundle.BundleArchive]. Knows nothing of what a bundle says, nor of who refers
/// to it.
///
/// Source: ZIP, PKWARE APPNOTE 6.3.
@NullMarked
package dev.remit.store.bundle;

import org.jspecify.annotations.NullMarked;
