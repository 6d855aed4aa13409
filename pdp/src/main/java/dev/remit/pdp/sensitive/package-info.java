/// What of a request nobody may keep: fields that a bundle names, and credentials.
///
/// Read [dev.remit.pdp.sensitive.Masking], [dev.remit.pdp.sensitive.SensitivePath], then
/// [dev.remit.pdp.sensitive.CredentialNames]. Knows requests, and nothing of who keeps them.
@NullMarked
package dev.remit.pdp.sensitive;

import org.jspecify.annotations.NullMarked;
