@NullMarked
package dev.remit.store.keys;

import org.jspecify.annotations.NullMarked;
