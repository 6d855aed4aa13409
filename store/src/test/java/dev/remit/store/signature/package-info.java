/// Signatures, and keys as OpenSSL makes them.
@NullMarked
package dev.remit.store.signature;

import org.jspecify.annotations.NullMarked;
