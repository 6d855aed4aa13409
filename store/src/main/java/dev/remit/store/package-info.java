/// What lasts: the decision log as a file, and its reader. Knows nothing of how decisions are made.
@NullMarked
package dev.remit.store;

import org.jspecify.annotations.NullMarked;
