package dev.remit.server.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

/// A secret of 256 bits that this service drew; it prints redacted.
public final class Token {
  /// What every token begins with, so that scanners for leaked secrets find it.
  public static final String PREFIX = "remit_";

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String secret;

  private Token(String secret) {
    this.secret = Objects.requireNonNull(secret, "secret");
  }

  public static Token draw() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Token(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// To be shown once, to whoever will use it.
  public String secret() {
    return secret;
  }

  public TokenHash hash() {
    return TokenHash.of(secret);
  }

  @Override
  public String toString() {
    return PREFIX + "[redacted]";
  }
}
