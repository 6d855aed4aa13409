package dev.remit.server.credential;

import dev.remit.cedar.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a header or a payload says; what is there in another form is a flaw.
record Claims(Json.JsonObject json) {
  // More digits are no time, and an exponent could make a number of any size.
  private static final Pattern DATE = Pattern.compile("[0-9]{1,11}(\\.[0-9]{1,9})?");
  private static final int TEXT_MAX = 2_048;

  boolean has(String name) {
    return json.find(name) != null;
  }

  /// Empty if it is absent.
  String findText(String name) throws Flawed {
    return switch (json.find(name)) {
      case null -> "";
      case Json.JsonString(String text, _) when text.length() <= TEXT_MAX -> text;
      default -> throw new Flawed(Flaw.CLAIMS);
    };
  }

  String requireText(String name) throws Flawed {
    String text = findText(name);
    if (text.isEmpty()) {
      throw new Flawed(Flaw.CLAIMS);
    }
    return text;
  }

  /// A time in seconds since 1970.
  Optional<Instant> findInstant(String name) throws Flawed {
    return switch (json.find(name)) {
      case null -> Optional.empty();
      case Json.JsonInteger(long seconds, _) -> Optional.of(instant(Long.toString(seconds)));
      case Json.JsonNumber(String literal, _) -> Optional.of(instant(literal));
      default -> throw new Flawed(Flaw.CLAIMS);
    };
  }

  private static Instant instant(String literal) throws Flawed {
    if (!DATE.matcher(literal).matches()) {
      throw new Flawed(Flaw.CLAIMS);
    }
    return Instant.ofEpochMilli(new BigDecimal(literal).movePointRight(3).longValue());
  }

  /// Of a text, or of a list of texts.
  NavigableSet<String> names(String name) throws Flawed {
    NavigableSet<String> names = new TreeSet<>();
    switch (json.find(name)) {
      case null -> {}
      case Json.JsonString(String text, _) -> names.add(text);
      case Json.JsonArray(List<Json> elements, _) -> {
        for (Json element : elements) {
          names.add(text(element));
        }
      }
      default -> throw new Flawed(Flaw.CLAIMS);
    }
    return few(names);
  }

  private static String text(@Nullable Json json) throws Flawed {
    if (json instanceof Json.JsonString(String text, _)) {
      return text;
    }
    throw new Flawed(Flaw.CLAIMS);
  }

  /// `scope`, words in one text, or `scp`, which is that or a list.
  NavigableSet<String> scopes() throws Flawed {
    NavigableSet<String> scopes = new TreeSet<>();
    for (String claim : List.of("scope", "scp")) {
      for (String words : names(claim)) {
        Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty()).forEach(scopes::add);
      }
    }
    return few(scopes);
  }

  private static NavigableSet<String> few(NavigableSet<String> names) throws Flawed {
    if (names.size() > TokenLimits.NAMES_MAX) {
      throw new Flawed(Flaw.CLAIMS);
    }
    return names;
  }
}
