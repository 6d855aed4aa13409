/// A disk that loses and tears what was not forced, for everything that writes, and the tests of
/// the disks themselves.
@NullMarked
package dev.remit.store.disk;

import org.jspecify.annotations.NullMarked;
