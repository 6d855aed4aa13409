@NullMarked
package dev.remit.store.log;

import org.jspecify.annotations.NullMarked;
