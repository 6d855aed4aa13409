package dev.remit.insight.observe.intake;

import dev.remit.store.row.Leaf;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What the events of a file come to, one after the other: SHA-256 over what those before come to
/// and the event. Two files agree up to an event if, and only if, they come to the same there,
/// whatever they are called, are compressed with or go on with. For one thread.
final class EventChain {
  private final MessageDigest digest = Leaf.sha256();
  private byte[] value = new byte[0];
  private long events;

  void add(byte[] bytes, int from, int to) {
    digest.update(value);
    digest.update(bytes, from, to - from);
    value = digest.digest();
    events++;
  }

  /// How many were added.
  long events() {
    return events;
  }

  /// After the last event that was added.
  Link link() {
    return new Link(value);
  }

  /// The value after one event, and so the name of that occurrence of it.
  static final class Link {
    private static final HexFormat HEX = HexFormat.of();

    /// Bytes that name an occurrence where a record says where it comes from.
    private static final int BRIEF_BYTES = 16;

    private final byte[] bytes;

    private Link(byte[] bytes) {
      this.bytes = bytes;
    }

    static Link of(String text) {
      return new Link(HEX.parseHex(text));
    }

    String brief() {
      return HEX.formatHex(bytes, 0, BRIEF_BYTES);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Link that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return HEX.formatHex(bytes);
    }
  }
}
