@NullMarked
package dev.remit.pdp.tool;

import org.jspecify.annotations.NullMarked;
