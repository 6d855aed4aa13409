/// Readers of recorded input, on good and on bad lines.
@NullMarked
package dev.remit.pdp.input;

import org.jspecify.annotations.NullMarked;
