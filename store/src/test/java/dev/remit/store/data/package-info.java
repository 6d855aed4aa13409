/// Tests of the data folder.
@NullMarked
package dev.remit.store.data;

import org.jspecify.annotations.NullMarked;
