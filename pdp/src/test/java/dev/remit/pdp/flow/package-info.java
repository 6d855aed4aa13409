@NullMarked
package dev.remit.pdp.flow;

import org.jspecify.annotations.NullMarked;
