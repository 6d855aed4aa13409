package dev.remit.server.credential;

import java.util.Locale;

/// Each way in which a credential can be no good.
public enum Flaw {
  UNSUPPORTED(
      "it is no bearer token and no client certificate; send `Authorization: Bearer TOKEN`"),
  TOO_LARGE("it has more than " + TokenLimits.CHARS_MAX + " characters; ask for fewer claims"),
  MALFORMED("it is no JWT: three parts of base64url, the first two JSON objects; send it whole"),
  ENCRYPTED("it is encrypted; send a signed one"),
  NESTED("it holds another token; send the inner one"),
  TYPE("its `typ` is not that of an access token; send `JWT` or `at+jwt`"),
  CRITICAL("its `crit` or `b64` header asks for what is not supported; leave it out"),
  ALGORITHM("its algorithm is not allowed for this issuer; sign with one of the settings"),
  ISSUER("its issuer is not trusted here for this; look at `issuers` in the settings"),
  KEY("no key of its issuer fits; check `kid`, and that the key is published"),
  KEYS_UNAVAILABLE("the keys of its issuer cannot be had now; ask again"),
  BUSY("too many are being checked at once; ask again"),
  SIGNATURE("its signature does not match"),
  EXPIRED("it has expired; get a new one"),
  NOT_YET_VALID("it is not good yet; check the clocks"),
  AUDIENCE("it is meant for another audience; ask its issuer for one of the settings"),
  CLAIMS("a claim that it needs is missing or malformed: `iss`, `sub`, `aud`, `exp`"),
  ACTOR(
      "its `act` is no chain of at most "
          + TokenLimits.ACTORS_MAX
          + " actors with a `sub` each, each once, or its issuer has no `actor-type` in the settings"),
  TRANSACTION(
      "a claim that a transaction token needs is missing or malformed: `iat`, `txn`, `sub`, `scope`, `req_wl`"),
  SUBJECT("its subject is no SPIFFE id of the issuer's trust domain"),
  CONFIRMATION("it is bound to a key that was not shown with it; present the certificate too"),
  CERTIFICATE("the client certificate has no single SPIFFE id; use an X509-SVID");

  private final String detail;

  Flaw(String detail) {
    this.detail = detail;
  }

  /// `credential.not-yet-valid`.
  public String code() {
    return "credential." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String detail() {
    return "credential: " + detail;
  }

  /// The code, and what it means.
  public String headline() {
    return code() + ": " + detail;
  }

  /// Whether a code is that of a flaw of the service's own, which passes, and of no credential.
  public static boolean isOurs(String code) {
    return code.equals(BUSY.code()) || code.equals(KEYS_UNAVAILABLE.code());
  }
}
