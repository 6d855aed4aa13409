package dev.remit.server.gateway;

import dev.remit.pdp.request.RawRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what an HTTP request is about from its request line. Nothing is refused here: the path
/// stays as it came, and what cannot be decoded of the query is marked, for the mapping to refuse.
public final class Targets {
  /// Stands for what is no text.
  private static final String BROKEN = "\uFFFD";

  private Targets() {}

  /// `target` is a path, perhaps with a query behind a `?`.
  public static RawRequest.Target of(String method, String scheme, String host, String target) {
    int mark = target.indexOf('?');
    return mark < 0
        ? new RawRequest.Target(method, scheme, host, target, new TreeMap<>())
        : new RawRequest.Target(
            method, scheme, host, target.substring(0, mark), query(target.substring(mark + 1)));
  }

  /// As forms are decoded: pairs end at `&`, `+` is a space.
  private static SortedMap<String, List<String>> query(String query) {
    SortedMap<String, List<String>> values = new TreeMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return values;
  }

  private static String decode(String text) {
    ByteBuffer bytes = bytes(text);
    if (bytes == null) {
      return BROKEN;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      return BROKEN;
    }
  }

  /// Null where an escape is none, or a character is none of a request line.
  private static @Nullable ByteBuffer bytes(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length()
            || !HexFormat.isHexDigit(text.charAt(i + 1))
            || !HexFormat.isHexDigit(text.charAt(i + 2))) {
          return null;
        }
        bytes.put((byte) HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else if (c <= ' ' || c >= 0x7F) {
        return null;
      } else {
        bytes.put((byte) (c == '+' ? ' ' : c));
      }
    }
    return bytes.flip();
  }
}
