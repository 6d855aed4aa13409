package dev.remit.server.credential;

import dev.remit.cedar.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/// The key that the bearer of a token must hold. Only certificates can be checked here; a token
/// that is bound to anything else is refused, because it could have been stolen.
///
/// Source: RFC 7800; RFC 8705, section 3.1.
final class Confirmation {
  private static final String CERTIFICATE = "x5t#S256";

  private Confirmation() {}

  /// `x5t#S256:…`, or empty for a token that whoever has it may use.
  static String of(Claims claims) throws Flawed {
    return switch (claims.json().find("cnf")) {
      case null -> "";
      case Json.JsonObject(List<Json.Member> members, _)
          when members.size() == 1
              && members.getFirst().name().equals(CERTIFICATE)
              && members.getFirst().value() instanceof Json.JsonString(String thumbprint, _) ->
          CERTIFICATE + ":" + thumbprint;
      default -> throw new Flawed(Flaw.CONFIRMATION);
    };
  }

  static String of(X509Certificate certificate) {
    try {
      byte[] thumbprint = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return CERTIFICATE + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint);
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without a thumbprint", e);
    }
  }
}
