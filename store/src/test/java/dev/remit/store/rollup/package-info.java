@NullMarked
package dev.remit.store.rollup;

import org.jspecify.annotations.NullMarked;
