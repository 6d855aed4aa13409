/// Provenance and reserved keys as policies see them.
@NullMarked
package dev.remit.pdp.request;

import org.jspecify.annotations.NullMarked;
