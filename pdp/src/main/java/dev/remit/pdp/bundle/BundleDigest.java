package dev.remit.pdp.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// The name of a bundle: `sha256:` and the SHA-256 over its files, sorted by path, each as length
/// and bytes of the path, then length and bytes of the file. Lengths are 64 bits, big-endian; paths
/// are UTF-8 and sort as unsigned bytes. The same for a folder and for an archive of it.
public record BundleDigest(String value) {
  private static final String PREFIX = "sha256:";
  private static final int HEX_DIGITS = 64;

  public BundleDigest {
    Objects.requireNonNull(value, "value");
    if (!value.startsWith(PREFIX) || value.length() != PREFIX.length() + HEX_DIGITS) {
      throw new IllegalArgumentException("not a bundle digest: " + value);
    }
  }

  static BundleDigest of(Collection<BundleFile> files) {
    MessageDigest sha256 = sha256();
    List<BundleFile> sorted =
        files.stream()
            .sorted(Comparator.comparing(BundleDigest::path, Arrays::compareUnsigned))
            .toList();
    for (BundleFile file : sorted) {
      update(sha256, path(file));
      update(sha256, file.bytes());
    }
    return new BundleDigest(PREFIX + HexFormat.of().formatHex(sha256.digest()));
  }

  private static byte[] path(BundleFile file) {
    return file.path().getBytes(StandardCharsets.UTF_8);
  }

  private static void update(MessageDigest sha256, byte[] bytes) {
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).flip());
    sha256.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java runtime has SHA-256", e);
    }
  }

  /// The first twelve hexadecimal digits, for people.
  public String brief() {
    return value.substring(PREFIX.length(), PREFIX.length() + 12);
  }

  @Override
  public String toString() {
    return value;
  }
}
