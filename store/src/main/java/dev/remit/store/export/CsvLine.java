package dev.remit.store.export;

import java.util.List;
import java.util.stream.Collectors;

/// Fields between commas. Source: RFC 4180, but for the line ends.
public final class CsvLine {
  private CsvLine() {}

  /// Without the end of the line.
  public static String of(List<String> fields) {
    return fields.stream().map(CsvLine::field).collect(Collectors.joining(","));
  }

  private static String field(String text) {
    return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
