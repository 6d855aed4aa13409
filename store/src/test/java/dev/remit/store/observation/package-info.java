@NullMarked
package dev.remit.store.observation;

import org.jspecify.annotations.NullMarked;
