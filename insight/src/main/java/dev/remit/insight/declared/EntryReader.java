package dev.remit.insight.declared;

import dev.remit.cedar.diagnostic.Choices;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Reads the entries of a file that declares something: CSV with a line of names first, or, if it
/// begins with `[`, a JSON array of objects. Takes down every mistake, its own and those that it is
/// told of.
final class EntryReader {
  private static final int MISTAKES_MAX = 20;

  private final String name;
  private final List<String> fields;
  private final int entriesMax;
  private final List<String> mistakes = new ArrayList<>();
  private int entries;

  /// `fields` are the names that entries may have.
  EntryReader(String name, List<String> fields, int entriesMax) {
    this.name = name;
    this.fields = List.copyOf(fields);
    this.entriesMax = entriesMax;
  }

  /// What one line or object says: JSON, or texts.
  record Entry(String where, Map<String, Json> fields) {
    /// Empty where nothing is said, or what is no text.
    String text(String field) {
      return fields.get(field) instanceof Json.JsonString text ? text.value() : "";
    }
  }

  /// Gives each entry to `each`. Throws with all mistakes.
  void read(String text, Consumer<Entry> each) throws UnusableDeclarations {
    if (text.stripLeading().startsWith("[")) {
      readJson(text, each);
    } else {
      readCsv(text, each);
    }
    if (!mistakes.isEmpty()) {
      throw new UnusableDeclarations(mistakes);
    }
  }

  private void readJson(String text, Consumer<Entry> each) {
    try {
      if (JsonReader.read(new Source(name, text)) instanceof Json.JsonArray array) {
        int number = 0;
        for (Json element : array.elements()) {
          number++;
          readElement(name + ": element " + number, element, each);
        }
      }
    } catch (SyntaxException e) {
      mistake(name + ": " + e.diagnostics().getFirst().message());
    }
  }

  private void readElement(String where, Json element, Consumer<Entry> each) {
    if (!(element instanceof Json.JsonObject object)) {
      mistake(where + ": it is no object; write {\"" + fields.getFirst() + "\": …}");
      return;
    }
    Map<String, Json> said = new LinkedHashMap<>();
    for (Json.Member member : object.members()) {
      said.put(member.name(), member.value());
    }
    add(new Entry(where, said), each);
  }

  private void readCsv(String text, Consumer<Entry> each) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .build();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord line : parser) {
        Map<String, Json> said = new LinkedHashMap<>();
        line.toMap().forEach((field, value) -> said.put(field, Json.string(value)));
        add(new Entry(name + ":" + parser.getCurrentLineNumber(), said), each);
      }
    } catch (IOException | RuntimeException e) {
      // The parser throws both for text that is no CSV.
      mistake(name + ": it is no CSV (" + e.getMessage() + "); begin with a line of names");
    }
  }

  private void add(Entry entry, Consumer<Entry> each) {
    for (String field : entry.fields().keySet()) {
      if (!fields.contains(field)) {
        mistake(
            entry.where()
                + ": `"
                + field
                + "` is not known; write "
                + Choices.text(fields.stream()));
      }
    }
    if (entries == entriesMax) {
      mistake(entry.where() + ": there are more than " + entriesMax + "; split the file");
      return;
    }
    entries++;
    each.accept(entry);
  }

  /// A field that is a text; empty where it is absent. What is none is a mistake.
  String text(Entry entry, String field) {
    Json value = entry.fields().get(field);
    if (value != null && !(value instanceof Json.JsonString)) {
      mistake(entry.where() + ": `" + field + "` is no text; write it in quotes");
    }
    return entry.text(field);
  }

  /// A field that is a day, which stands for its start in UTC, or an instant; null where it is
  /// absent, or a mistake.
  @Nullable Instant start(Entry entry, String field) {
    return instant(entry, field, Duration.ZERO);
  }

  /// Likewise, where a day stands for its end.
  @Nullable Instant end(Entry entry, String field) {
    return instant(entry, field, Duration.ofDays(1));
  }

  private @Nullable Instant instant(Entry entry, String field, Duration ofDay) {
    String text = text(entry, field);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().plus(ofDay)
          : Instant.parse(text);
    } catch (DateTimeException _) {
      mistake(
          entry.where()
              + ": `"
              + field
              + "` is `"
              + text
              + "`; write 2026-11-22 or 2026-11-22T09:30:00Z");
      return null;
    }
  }

  void mistake(String text) {
    if (mistakes.size() < MISTAKES_MAX) {
      mistakes.add(text);
    } else if (mistakes.size() == MISTAKES_MAX) {
      mistakes.add(name + ": there are more mistakes");
    }
  }
}
