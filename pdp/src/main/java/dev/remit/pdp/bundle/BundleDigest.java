package dev.remit.pdp.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// The name of a bundle: `sha256:` and the SHA-256 over its files, sorted by path, each as length
/// and bytes of the path, then length and bytes of the file. Lengths are 64 bits, big-endian; paths
/// are UTF-8 and sort as unsigned bytes. The same for a folder and for an archive of it.
public record BundleDigest(String value) {
  private static final String PREFIX = "sha256:";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

  public BundleDigest {
    Objects.requireNonNull(value, "value");
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a bundle digest: " + value);
    }
  }

  /// `sorted` as [BundleFiles] are.
  static BundleDigest of(List<BundleFile> sorted) {
    MessageDigest sha256 = sha256();
    for (BundleFile file : sorted) {
      update(sha256, StandardCharsets.UTF_8.encode(file.path()));
      update(sha256, file.bytes());
    }
    return new BundleDigest(PREFIX + HexFormat.of().formatHex(sha256.digest()));
  }

  private static void update(MessageDigest sha256, ByteBuffer bytes) {
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.remaining()).flip());
    sha256.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java runtime has SHA-256", e);
    }
  }

  /// The 64 hexadecimal digits, lower case, without the name of the function.
  public String hex() {
    return value.substring(PREFIX.length());
  }

  /// The digest of these hexadecimal digits. Throws [IllegalArgumentException] if it is none.
  public static BundleDigest ofHex(String hex) {
    return new BundleDigest(PREFIX + hex);
  }

  /// The first twelve hexadecimal digits, for people.
  public String brief() {
    return hex().substring(0, 12);
  }

  @Override
  public String toString() {
    return value;
  }
}
