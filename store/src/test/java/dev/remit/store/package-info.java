/// The log written, read back, decided again; and what happens when the disk fails.
@NullMarked
package dev.remit.store;

import org.jspecify.annotations.NullMarked;
