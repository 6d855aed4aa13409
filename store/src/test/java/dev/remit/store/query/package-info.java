@NullMarked
package dev.remit.store.query;

import org.jspecify.annotations.NullMarked;
