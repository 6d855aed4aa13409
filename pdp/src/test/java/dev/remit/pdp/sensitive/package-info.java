/// What is masked, and what is left.
@NullMarked
package dev.remit.pdp.sensitive;

import org.jspecify.annotations.NullMarked;
