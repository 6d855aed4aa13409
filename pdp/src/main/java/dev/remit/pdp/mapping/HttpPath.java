package dev.remit.pdp.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The path of an HTTP request as its decoded segments. A path that two servers could read
/// differently is none: what was decided about must be what is done.
///
/// A last segment that is empty stands for a `/` at the end. ADR 0013 says what is refused and why.
public record HttpPath(List<String> segments) {
  private static final String UNRESERVED_AND_MORE = "-._~!$&'()*+,=:@";

  /// Characters that separate or escape something in a path, so that it matters who decodes them.
  private static final String STRUCTURE = "/\\;?#%";

  public HttpPath {
    segments = List.copyOf(segments);
  }

  /// Reads a path as it came, escapes and all. Throws for any that is ambiguous.
  static HttpPath parse(String raw) throws UnacceptableValue {
    if (raw.length() > MappingLimits.PATH_LENGTH_MAX) {
      throw unacceptable("is longer than " + MappingLimits.PATH_LENGTH_MAX + " characters");
    }
    if (!raw.startsWith("/")) {
      throw unacceptable("does not begin with `/`");
    }
    String[] parts = raw.substring(1).split("/", -1);
    if (parts.length > MappingLimits.SEGMENTS_MAX) {
      throw unacceptable("has more than " + MappingLimits.SEGMENTS_MAX + " segments");
    }
    List<String> segments = new ArrayList<>(parts.length);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].isEmpty() && i < parts.length - 1) {
        throw unacceptable("has an empty segment");
      }
      segments.add(segment(parts[i]));
    }
    return new HttpPath(segments);
  }

  /// As policies see it: decoded, which is not ambiguous, because no segment has a `/`.
  String text() {
    return "/" + String.join("/", segments);
  }

  private static String segment(String raw) throws UnacceptableValue {
    String decoded = decode(raw);
    if (decoded.equals(".") || decoded.equals("..")) {
      throw unacceptable("has the segment `" + decoded + "`");
    }
    for (int i = 0; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      if (STRUCTURE.indexOf(c) >= 0) {
        throw unacceptable("has `" + c + "` within a segment, encoded or not");
      }
      if (Character.isISOControl(c)) {
        throw unacceptable("has a control character");
      }
    }
    return decoded;
  }

  private static String decode(String raw) throws UnacceptableValue {
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes[length++] = escaped(raw, i);
        i += 2;
      } else if (isPlain(c) || c == ';') {
        bytes[length++] = (byte) c;
      } else {
        throw unacceptable("has a character that must be percent-encoded");
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw unacceptable("is not UTF-8 once decoded");
    }
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED_AND_MORE.indexOf(c) >= 0;
  }

  private static byte escaped(String raw, int at) throws UnacceptableValue {
    if (at + 2 >= raw.length()
        || !HexFormat.isHexDigit(raw.charAt(at + 1))
        || !HexFormat.isHexDigit(raw.charAt(at + 2))) {
      throw unacceptable("has a `%` without two hexadecimal digits");
    }
    return (byte) HexFormat.fromHexDigits(raw, at + 1, at + 3);
  }

  private static UnacceptableValue unacceptable(String what) {
    return new UnacceptableValue(
        "the path " + what + ", which servers read differently; send it in plain form");
  }
}
