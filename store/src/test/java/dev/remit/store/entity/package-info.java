/// The history against the fold of its changes, on disks that fail and lose what they may.
@NullMarked
package dev.remit.store.entity;

import org.jspecify.annotations.NullMarked;
