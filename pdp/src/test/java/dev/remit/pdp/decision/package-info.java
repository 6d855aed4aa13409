/// The decision and where it is stricter than Cedar.
@NullMarked
package dev.remit.pdp.decision;

import org.jspecify.annotations.NullMarked;
