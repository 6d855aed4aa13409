@NullMarked
package dev.remit.pdp.word;

import org.jspecify.annotations.NullMarked;
