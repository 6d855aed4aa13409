/// Counting, and what is said to have denied.
@NullMarked
package dev.remit.insight.cause;

import org.jspecify.annotations.NullMarked;
