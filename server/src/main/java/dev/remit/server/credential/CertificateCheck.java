package dev.remit.server.credential;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the SPIFFE id of a client certificate whose chain the connection has verified.
///
/// Source: SPIFFE X509-SVID, sections 2 and 5.2: one URI, which is the id, and no authority.
record CertificateCheck(Name subjectType) {
  private static final int URI = 6;

  CertificateCheck {
    Objects.requireNonNull(subjectType, "subjectType");
  }

  /// Its time is yet to be checked against the clock.
  Validation.Valid read(X509Certificate certificate) throws Flawed {
    List<String> uris = uris(certificate);
    if (uris.size() != 1 || certificate.getBasicConstraints() >= 0) {
      throw new Flawed(Flaw.CERTIFICATE);
    }
    SpiffeId id = SpiffeId.find(uris.getFirst()).orElseThrow(() -> new Flawed(Flaw.CERTIFICATE));
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    return new Validation.Valid(
        new Credential.Verified(
            Credential.Kind.X509_SVID,
            certificate.getIssuerX500Principal().getName(),
            certificate.getSerialNumber().toString(16),
            id.toString(),
            Credential.Reach.NOTHING_SAID,
            new Credential.Validity(from, until),
            Confirmation.of(certificate)),
        new EntityUid(subjectType, id.toString()),
        Provenance.ABSENT.withAgent(Claim.verified(id.toString())));
  }

  private static List<String> uris(X509Certificate certificate) throws Flawed {
    List<String> uris = new ArrayList<>();
    try {
      @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        for (List<?> name : names) {
          if (Integer.valueOf(URI).equals(name.get(0))) {
            uris.add(String.valueOf(name.get(1)));
          }
        }
      }
    } catch (CertificateParsingException _) {
      throw new Flawed(Flaw.CERTIFICATE);
    }
    return uris;
  }
}
