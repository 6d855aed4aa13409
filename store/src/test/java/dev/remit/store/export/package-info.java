/// What is written for other systems.
@NullMarked
package dev.remit.store.export;

import org.jspecify.annotations.NullMarked;
