/// Bundles kept and found again, on disks that fail and lose what they may.
@NullMarked
package dev.remit.store.bundle;

import org.jspecify.annotations.NullMarked;
