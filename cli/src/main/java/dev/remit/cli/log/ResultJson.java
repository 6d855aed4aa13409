package dev.remit.cli.log;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonReader;
import dev.remit.store.query.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a result as JSON.
final class ResultJson {
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

  private ResultJson() {}

  /// Numbers that JSON does not have, such as infinity, are texts.
  static Json of(@Nullable Object value) {
    return switch (value) {
      case null -> new Json.JsonNull(Span.NONE);
      case Boolean bool -> Json.bool(bool);
      case Number number -> number(number);
      case JsonText json -> parsed(json.text());
      case OffsetDateTime time -> Json.string(instant(time));
      case List<?> list -> Json.array(list.stream().map(ResultJson::of).toList());
      case Map<?, ?> map ->
          Json.object(
              map.entrySet().stream()
                  .map(entry -> Member.of(String.valueOf(entry.getKey()), of(entry.getValue())))
                  .toList());
      default -> Json.string(value.toString());
    };
  }

  /// To the millisecond, as the log has it, or as exact as it is.
  private static String instant(OffsetDateTime time) {
    return INSTANT.format(time.withOffsetSameInstant(ZoneOffset.UTC)).replace("000Z", "Z");
  }

  private static Json number(Number number) {
    return switch (number) {
      case Double value when !Double.isFinite(value) -> Json.string(value.toString());
      case Float value when !Float.isFinite(value) -> Json.string(value.toString());
      case BigDecimal value -> new Json.JsonNumber(value.toPlainString(), Span.NONE);
      case Double _, Float _, BigInteger _ -> new Json.JsonNumber(number.toString(), Span.NONE);
      default -> Json.integer(number.longValue());
    };
  }

  private static Json parsed(String text) {
    try {
      return JsonReader.read(new Source("value", text));
    } catch (SyntaxException _) {
      return Json.string(text);
    }
  }
}
