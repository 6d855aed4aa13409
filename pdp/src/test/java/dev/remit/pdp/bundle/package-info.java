/// Bundles read from folders, and what is said of broken ones.
@NullMarked
package dev.remit.pdp.bundle;

import org.jspecify.annotations.NullMarked;
