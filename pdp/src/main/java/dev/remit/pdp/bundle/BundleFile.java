package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Source;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

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

  /// The text under the name that errors print, or empty if it is not UTF-8.
  Optional<Source> source(String name) {
    try {
      return Optional.of(
          new Source(
              name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
