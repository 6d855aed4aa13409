@NullMarked
package dev.remit.pdp.freshness;

import org.jspecify.annotations.NullMarked;
