/// Records, the path of a request, and what happens when the log fails.
@NullMarked
package dev.remit.pdp.record;

import org.jspecify.annotations.NullMarked;
