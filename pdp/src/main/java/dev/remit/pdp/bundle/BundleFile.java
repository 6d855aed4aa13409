package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.diagnostic.Utf8;
import java.util.Objects;

/// One file of a bundle. Its path is relative to the bundle, with `/` between its parts.
final class BundleFile {
  private final String path;
  private final byte[] bytes;

  BundleFile(String path, byte[] bytes) {
    this.path = Objects.requireNonNull(path, "path");
    this.bytes = bytes.clone();
  }

  String path() {
    return path;
  }

  /// Not a copy; nobody writes to it.
  byte[] bytes() {
    return bytes;
  }

  /// The text under the name that errors print. Throws if it is not UTF-8.
  Source source(String name) throws SyntaxException {
    return Utf8.decode(name, bytes);
  }
}
