/// Files written, read back, read by others, and damaged.
@NullMarked
package dev.remit.store.parquet;

import org.jspecify.annotations.NullMarked;
