package dev.remit.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The SHA-256 of a token. A slow hash is for secrets that people choose; these have 256 bits.
public final class TokenHash {
  /// Characters of [#text].
  public static final int TEXT_LENGTH = 64;

  private final byte[] bytes;

  private TokenHash(byte[] bytes) {
    this.bytes = bytes;
  }

  public static TokenHash of(String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return new TokenHash(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Throws [IllegalArgumentException] for anything but [#text] of a hash.
  public static TokenHash parse(String text) {
    if (text.length() != TEXT_LENGTH) {
      throw new IllegalArgumentException("a hash of " + text.length() + " characters");
    }
    return new TokenHash(HexFormat.of().parseHex(text));
  }

  /// 64 hexadecimal digits.
  public String text() {
    return HexFormat.of().formatHex(bytes);
  }

  /// In constant time.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenHash hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return text();
  }
}
