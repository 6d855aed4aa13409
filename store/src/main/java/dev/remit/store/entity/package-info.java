/// The history of entities: every change, by whom and when, and the snapshot of any past version
/// that retention has left.
///
/// Read [dev.remit.store.entity.EntityHistory], [dev.remit.store.entity.EntityLookup], then
/// [dev.remit.store.entity.EntityCursor]. Knows nothing of policies, nor of who refers to a
/// version. The layout of the files is in the module's README.
///
/// Sources: M. Rosenblum and J. K. Ousterhout, "The Design and Implementation of a Log-Structured
/// File System", 1992, for checkpoints; RFC 3720, section 12.1, for CRC32C.
@NullMarked
package dev.remit.store.entity;

import org.jspecify.annotations.NullMarked;
