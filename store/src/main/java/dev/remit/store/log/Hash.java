package dev.remit.store.log;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A SHA-256 hash. Immutable.
public final class Hash {
  public static final int SIZE = 32;

  private static final int BRIEF_LENGTH = 12;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Throws [IllegalArgumentException] unless there are 32 bytes.
  public static Hash of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a hash of " + bytes.length + " bytes");
    }
    return new Hash(bytes.clone());
  }

  /// Throws [IllegalArgumentException] unless `hex` is 64 hexadecimal digits.
  public static Hash parse(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /// 64 hexadecimal digits.
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /// Enough of it for a person to compare.
  public String brief() {
    return hex().substring(0, BRIEF_LENGTH);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Hash that && Arrays.equals(bytes, that.bytes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
