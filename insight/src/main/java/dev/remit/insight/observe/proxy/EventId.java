package dev.remit.insight.observe.proxy;

import dev.remit.store.row.Leaf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/// What names an event in the log of a proxy: the id of the request, the time, and a digest of what
/// was asked and decided.
///
/// A client may choose the id of its request, or repeat it: without the digest, every later request
/// would be taken for a copy of the first, and be missing in rates.
final class EventId {
  private static final int DIGEST_BYTES = 16;

  private EventId() {}

  /// `ID@MILLISECOND#DIGEST`. `said` is what tells the event from others, the same number of texts
  /// for all events of one kind of log.
  static String of(String requestId, Instant time, Object... said) {
    MessageDigest digest = Leaf.sha256();
    for (Object one : said) {
      byte[] text = one.toString().getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
      digest.update(text);
    }
    String brief = HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
    return requestId + "@" + time.toEpochMilli() + "#" + brief;
  }
}
