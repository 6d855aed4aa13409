/// Backups that are made beside a writer, broken, and restored.
@NullMarked
package dev.remit.store.backup;

import org.jspecify.annotations.NullMarked;
