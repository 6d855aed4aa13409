/// Rates, held against counting by hand and in SQL of other hands.
@NullMarked
package dev.remit.insight.rate;

import org.jspecify.annotations.NullMarked;
