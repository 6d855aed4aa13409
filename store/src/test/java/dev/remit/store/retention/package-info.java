/// What retention leaves of a data folder.
@NullMarked
package dev.remit.store.retention;

import org.jspecify.annotations.NullMarked;
