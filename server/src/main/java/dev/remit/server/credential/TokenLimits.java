package dev.remit.server.credential;

import dev.remit.pdp.delegation.Delegation;
import java.time.Duration;

/// How much a token, and the keys of an issuer, may be.
final class TokenLimits {
  /// Below the limit of headers, and above what issuers make.
  static final int CHARS_MAX = 8_192;

  /// Of a key set; those of large issuers have a few KiB.
  static final int KEY_SET_BYTES_MAX = 1 << 20;

  /// Keys of one issuer.
  static final int KEYS_MAX = 100;

  /// Scopes, or audiences, of one token.
  static final int NAMES_MAX = 256;

  /// Actors of one token, the current one among them, which is as many delegators with its subject.
  static final int ACTORS_MAX = Delegation.DEPTH_MAX;

  /// Verified tokens that are remembered.
  static final int REMEMBERED_MAX = 10_000;

  /// Tokens that are read, or whose signature is verified, at once. An RSA or EC signature takes a
  /// fraction of a millisecond, so that whoever is in turn waits for few; made-up tokens in great
  /// numbers must not keep good ones waiting without end.
  static final int CHECKS_MAX = 256;

  /// Between two attempts to fetch keys because a token names one that is not known, so that
  /// made-up tokens cannot make us flood an issuer.
  static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(5);

  /// Between two attempts to fetch keys from a source that fails.
  static final Duration FAILURE_PAUSE = Duration.ofSeconds(5);

  /// For a source to answer.
  static final Duration FETCH_MAX = Duration.ofSeconds(5);

  private TokenLimits() {}
}
