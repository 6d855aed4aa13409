/// What is presented to the service to prove an identity, validated: JWTs, JWT-SVIDs, client
/// certificates with SPIFFE ids.
///
/// Read [dev.remit.server.credential.CredentialValidator],
/// [dev.remit.server.credential.TokenCheck], then [dev.remit.server.credential.IssuerKeys]. Knows
/// no callers, no rights and no web framework.
///
/// Sources: RFC 7519, RFC 8725 (best practices for JWT), RFC 8705 (tokens bound to certificates);
/// SPIFFE JWT-SVID and X509-SVID.
@NullMarked
package dev.remit.server.credential;

import org.jspecify.annotations.NullMarked;
