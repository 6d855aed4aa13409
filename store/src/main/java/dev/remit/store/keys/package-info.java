/// Keys that encrypt fields of records, and that can be destroyed: what was encrypted under one is
/// then gone from every record, though the records and their chain stay as they are.
///
/// Read [dev.remit.store.keys.KeyFolder], [dev.remit.store.keys.RowEncryption], then
/// [dev.remit.store.keys.RowDecryption]. Knows rows, and nothing of the files that they are in.
///
/// Source: ADR 0010; NIST SP 800-38D (GCM), NIST SP 800-88, cryptographic erase.
@NullMarked
package dev.remit.store.keys;

import org.jspecify.annotations.NullMarked;
