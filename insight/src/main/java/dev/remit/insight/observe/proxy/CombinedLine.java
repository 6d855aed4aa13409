package dev.remit.insight.observe.proxy;

import dev.remit.insight.observe.UnreadableEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line as nginx's predefined format `combined` writes it; what was added behind it is passed
/// over.
///
/// `$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer"
/// "$http_user_agent"`. nginx writes a quote within a value as `\x22`, so that nothing a client
/// sends can end one; the name of a user may have spaces and brackets, and so is what is left
/// between address and time.
final class CombinedLine {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\S+) - ([^\"]*) \\[(\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4})] "
              + "\"([^\"]*)\" (\\d{3}) (\\d+|-)(?: \"[^\"]*\" \"([^\"]*)\"(?: .*)?)?");

  private static final int HEX_LENGTH = "\\x22".length();

  private CombinedLine() {}

  static Entry read(byte[] utf8, int from, int to) throws UnreadableEvent {
    String line = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    Matcher form = FORM.matcher(line);
    if (!form.matches()) {
      throw new UnreadableEvent(
          "is neither a line of nginx's format `combined` nor an object of JSON; log one of them");
    }
    Entry entry = new Entry();
    entry.put("remote_addr", form.group(1));
    entry.put("remote_user", unescaped(form.group(2)));
    entry.put("time_local", form.group(3));
    entry.put("request", unescaped(form.group(4)));
    entry.put("status", form.group(5));
    entry.put("http_user_agent", form.group(7) == null ? "" : unescaped(form.group(7)));
    return entry;
  }

  /// With the bytes that stand for `\x22` and the like.
  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int at = 0;
    while (at < text.length()) {
      if (isEscape(text, at)) {
        bytes.write(HexFormat.fromHexDigits(text, at + 2, at + HEX_LENGTH));
        at += HEX_LENGTH;
      } else {
        int next = text.indexOf('\\', at + 1);
        String plain = text.substring(at, next < 0 ? text.length() : next);
        bytes.writeBytes(plain.getBytes(StandardCharsets.UTF_8));
        at += plain.length();
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean isEscape(String text, int at) {
    return text.startsWith("\\x", at)
        && at + HEX_LENGTH <= text.length()
        && HexFormat.isHexDigit(text.charAt(at + 2))
        && HexFormat.isHexDigit(text.charAt(at + 3));
  }
}
