package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.diagnostic.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One file of a bundle. Its path is relative to the bundle and stays in it, with `/` between its
/// parts, none of which is empty, `.` or `..`; in UTF-8 it has at most
/// [BundleLimits#PATH_BYTES_MAX] bytes.
public final class BundleFile {
  private final String path;
  private final byte[] bytes;

  /// Throws [IllegalArgumentException] if the path is not as described.
  public BundleFile(String path, byte[] bytes) {
    if (!isPath(path)) {
      throw new IllegalArgumentException("not a path within a bundle: `" + path + "`");
    }
    this.path = path;
    this.bytes = bytes.clone();
  }

  private static boolean isPath(String path) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(path)
        && path.getBytes(StandardCharsets.UTF_8).length <= BundleLimits.PATH_BYTES_MAX
        && path.indexOf('\0') < 0
        && Stream.of(path.split("/", -1)).noneMatch(BundleFile::leadsNowhere);
  }

  private static boolean leadsNowhere(String part) {
    return part.isEmpty() || part.equals(".") || part.equals("..");
  }

  public String path() {
    return path;
  }

  /// All of them, read-only.
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  public int size() {
    return bytes.length;
  }

  /// The text under the name that errors print. Throws if it is not UTF-8.
  Source source(String name) throws SyntaxException {
    return Utf8.decode(name, bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BundleFile that
        && path.equals(that.path)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, Arrays.hashCode(bytes));
  }

  @Override
  public String toString() {
    return path + " (" + bytes.length + " bytes)";
  }
}
