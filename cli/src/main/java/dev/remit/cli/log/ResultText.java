package dev.remit.cli.log;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.store.query.JsonText;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a result as text that stands alone.
final class ResultText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private ResultText() {}

  /// In a table; nothing for no value.
  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case OffsetDateTime time -> TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC));
      default -> plain(value);
    };
  }

  /// In CSV; nothing for no value.
  static String plain(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case JsonText json -> json.text();
      case BigDecimal number -> number.toPlainString();
      case OffsetDateTime _, List<?> _, Map<?, ?> _ -> unquoted(ResultJson.of(value));
      default -> value.toString();
    };
  }

  private static String unquoted(Json json) {
    return json instanceof Json.JsonString string ? string.value() : JsonWriter.compact(json);
  }
}
