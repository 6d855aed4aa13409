@NullMarked
package dev.remit.store.row;

import org.jspecify.annotations.NullMarked;
