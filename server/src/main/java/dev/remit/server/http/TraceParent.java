package dev.remit.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import io.netty.util.AsciiString;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which trace a request is part of, as its caller says.
///
/// Source: W3C Trace Context, level 1.
public record TraceParent(String traceId, String parentId, boolean isSampled) {
  public static final AsciiString HEADER = HttpHeaderNames.of("traceparent");

  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final int HEX = 16;

  public TraceParent {
    Objects.requireNonNull(traceId, "traceId");
    Objects.requireNonNull(parentId, "parentId");
  }

  /// Empty where there is none, or one that the standard says to pass over.
  public static Optional<TraceParent> find(RequestHeaders headers) {
    String text = headers.get(HEADER);
    return text == null ? Optional.empty() : parse(text);
  }

  /// Of the text of the header; empty for one that the standard says to pass over.
  public static Optional<TraceParent> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String version = parts.group(1);
    boolean isMeaningless =
        version.equals("ff")
            || (version.equals("00") && parts.group(5) != null)
            || isZero(parts.group(2))
            || isZero(parts.group(3));
    return isMeaningless
        ? Optional.empty()
        : Optional.of(
            new TraceParent(
                parts.group(2), parts.group(3), (Integer.parseInt(parts.group(4), HEX) & 1) == 1));
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(digit -> digit == '0');
  }

  /// The same trace, with a step of the service's own.
  public TraceParent next() {
    long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    return new TraceParent(traceId, "%016x".formatted(id), isSampled);
  }

  /// As the header has it.
  public String text() {
    return "00-" + traceId + "-" + parentId + (isSampled ? "-01" : "-00");
  }
}
