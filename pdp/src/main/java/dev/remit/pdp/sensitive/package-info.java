/// What of a request nobody may keep in clear: fields that a bundle names, and credentials.
///
/// Read [dev.remit.pdp.sensitive.Masking], [dev.remit.pdp.sensitive.EncryptedFields], then
/// [dev.remit.pdp.sensitive.SensitivePath]. Knows requests, and nothing of who keeps them or of
/// keys.
@NullMarked
package dev.remit.pdp.sensitive;

import org.jspecify.annotations.NullMarked;
