/// Signatures by keys that are kept outside of the data folder: Ed25519, in PEM files as OpenSSL
/// makes them.
///
/// Read [dev.remit.store.signature.SigningKey], [dev.remit.store.signature.VerifyingKey], then
/// [dev.remit.store.signature.KeySignature]. Knows nothing of what is signed.
///
/// Source: RFC 8032 for the signatures, RFC 8410 for the form of the keys, RFC 7468 for the files.
@NullMarked
package dev.remit.store.signature;

import org.jspecify.annotations.NullMarked;
