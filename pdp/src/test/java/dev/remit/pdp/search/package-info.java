/// Searches, against asking one by one.
@NullMarked
package dev.remit.pdp.search;

import org.jspecify.annotations.NullMarked;
