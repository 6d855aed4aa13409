package dev.remit.insight.identity;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.text.EntityUidParser;
import dev.remit.cedar.value.EntityUid;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads what a source of truth declares: CSV with a line of names first, or a JSON array of
/// objects, with `identity` (as `Type::"id"`), and optional `kind`, `owner` and `ends` (a day or an
/// instant).
public final class DeclaredReader {
  /// Identities of a file.
  public static final int IDENTITIES_MAX = 200_000;

  private static final String IDENTITY = "identity";
  private static final Set<String> NAMES = Set.of(IDENTITY, "kind", "owner", "ends");
  private static final int MISTAKES_MAX = 20;

  private final String name;
  private final List<String> mistakes = new ArrayList<>();
  private final List<Declared> declared = new ArrayList<>();
  private final Set<EntityUid> seen = new HashSet<>();

  private DeclaredReader(String name) {
    this.name = name;
  }

  /// What the text of a file says, which is JSON if it begins with `[`.
  ///
  /// Throws [UnusableDeclarations] with all mistakes.
  public static List<Declared> read(String name, String text) throws UnusableDeclarations {
    DeclaredReader reader = new DeclaredReader(name);
    if (text.stripLeading().startsWith("[")) {
      reader.readJson(text);
    } else {
      reader.readCsv(text);
    }
    if (!reader.mistakes.isEmpty()) {
      throw new UnusableDeclarations(reader.mistakes);
    }
    return List.copyOf(reader.declared);
  }

  private void readJson(String text) {
    try {
      if (JsonReader.read(new Source(name, text)) instanceof Json.JsonArray array) {
        int number = 0;
        for (Json element : array.elements()) {
          number++;
          addJson(name + ": element " + number, element);
        }
      }
    } catch (SyntaxException e) {
      mistakes.add(name + ": " + e.diagnostics().getFirst().message());
    }
  }

  private void addJson(String where, Json element) {
    if (!(element instanceof Json.JsonObject object)) {
      mistake(where + ": it is no object; write {\"identity\": …}");
      return;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (Json.Member member : object.members()) {
      if (member.value() instanceof Json.JsonString value) {
        fields.put(member.name(), value.value());
      } else {
        mistake(where + ": `" + member.name() + "` is no text; write it in quotes");
      }
    }
    add(where, fields);
  }

  private void readCsv(String text) {
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
        add(name + ":" + parser.getCurrentLineNumber(), line.toMap());
      }
    } catch (IOException | RuntimeException e) {
      // The parser throws both for text that is no CSV.
      mistake(name + ": it is no CSV (" + e.getMessage() + "); begin with a line of names");
    }
  }

  private void add(String where, Map<String, String> fields) {
    for (String field : fields.keySet()) {
      if (!NAMES.contains(field)) {
        mistake(where + ": `" + field + "` is not known; write identity, kind, owner or ends");
      }
    }
    if (declared.size() == IDENTITIES_MAX) {
      mistake(where + ": there are more than " + IDENTITIES_MAX + "; split the file");
      return;
    }
    try {
      EntityUid identity = EntityUidParser.parse(fields.getOrDefault(IDENTITY, ""));
      if (!seen.add(identity)) {
        mistake(where + ": " + identity + " is declared before; remove one");
      }
      String ends = fields.getOrDefault("ends", "");
      declared.add(
          new Declared(
              identity,
              fields.getOrDefault("kind", ""),
              fields.getOrDefault("owner", ""),
              ends.isEmpty() ? null : instant(ends)));
    } catch (SyntaxException _) {
      mistake(
          where
              + ": `identity` is `"
              + fields.getOrDefault(IDENTITY, "")
              + "`; write it as Type::\"id\"");
    } catch (DateTimeException _) {
      mistake(
          where
              + ": `ends` is `"
              + fields.get("ends")
              + "`; write 2026-11-22 or 2026-11-22T09:30:00Z");
    }
  }

  private static Instant instant(String text) {
    return text.indexOf('T') < 0
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : Instant.parse(text);
  }

  private void mistake(String text) {
    if (mistakes.size() < MISTAKES_MAX) {
      mistakes.add(text);
    } else if (mistakes.size() == MISTAKES_MAX) {
      mistakes.add(name + ": there are more mistakes");
    }
  }
}
