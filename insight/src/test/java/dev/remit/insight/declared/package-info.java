/// Reading what sources of truth declare.
@NullMarked
package dev.remit.insight.declared;

import org.jspecify.annotations.NullMarked;
