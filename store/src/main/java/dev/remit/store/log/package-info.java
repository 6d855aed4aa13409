/// The decision log on disk: segments that are appended to, their chain of hashes, and what a crash
/// leaves of them.
///
/// Read [dev.remit.store.log.SegmentedLog], [dev.remit.store.log.GroupWriter], then
/// [dev.remit.store.log.Head]. Knows rows and disks, and nothing of how decisions are made.
///
/// Source: RFC 6962 for the tree over the records of a group.
@NullMarked
package dev.remit.store.log;

import org.jspecify.annotations.NullMarked;
