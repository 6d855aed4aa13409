package dev.remit.store.signature;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// An Ed25519 signature. Immutable.
public final class KeySignature {
  private static final String PREFIX = "ed25519:";
  private static final int SIZE = 64;

  private final byte[] bytes;

  private KeySignature(byte[] bytes) {
    this.bytes = bytes;
  }

  static KeySignature of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a signature of " + bytes.length + " bytes");
    }
    return new KeySignature(bytes.clone());
  }

  /// Reads what [#toString] says. Throws [IllegalArgumentException] for anything else.
  public static KeySignature parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not `" + PREFIX + "` and a signature in base64");
    }
    return of(Base64.getDecoder().decode(text.substring(PREFIX.length())));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof KeySignature that && Arrays.equals(bytes, that.bytes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }
}
