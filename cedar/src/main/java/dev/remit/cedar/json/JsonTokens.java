package dev.remit.cedar.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The tokens of one JSON text, one at a time, with their places.
final class JsonTokens {
  // Names are not canonicalised: the library's table refuses texts whose names happen to collide
  // under a hash that differs from run to run. Depth is bounded by whoever reads the tokens.
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Limits.SOURCE_LENGTH_MAX)
                  .maxNumberLength(Limits.SOURCE_LENGTH_MAX)
                  .maxNameLength(Limits.SOURCE_LENGTH_MAX)
                  .build())
          .build();

  private final Diagnostics diagnostics;
  private final String text;
  private final JsonParser parser;
  private final Map<String, String> names = new HashMap<>();

  JsonTokens(Diagnostics diagnostics) throws SyntaxException {
    this.diagnostics = diagnostics;
    this.text = diagnostics.source().text();
    if (text.length() > Limits.SOURCE_LENGTH_MAX) {
      throw diagnostics.stop(
          "json.too-long",
          Span.NONE,
          "the text has " + text.length() + " characters, more than " + Limits.SOURCE_LENGTH_MAX,
          "split it");
    }
    try {
      this.parser = FACTORY.createParser(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  /// Moves to the first token.
  void requireFirst() throws SyntaxException {
    if (advance() == null) {
      throw diagnostics.stop(
          "json.empty", Span.of(0, 0), "the text is empty", "write a JSON value");
    }
  }

  /// Throws if anything but white space follows.
  void requireEnd() throws SyntaxException {
    if (advance() != null) {
      throw diagnostics.stop(
          "json.trailing-content",
          span(1),
          "a JSON text is one value, and something follows it",
          "remove it");
    }
  }

  /// Moves to the next token, which must exist.
  JsonToken next() throws SyntaxException {
    JsonToken token = advance();
    if (token == null) {
      throw endsEarly();
    }
    return token;
  }

  /// The one that was moved to last; only after it was there.
  JsonToken current() {
    return Objects.requireNonNull(parser.currentToken());
  }

  private @Nullable JsonToken advance() throws SyntaxException {
    try {
      return parser.nextToken();
    } catch (JsonEOFException _) {
      throw endsEarly();
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The text of the current string, name or number.
  String text() throws SyntaxException {
    try {
      return parser.getText();
    } catch (JsonEOFException _) {
      throw endsEarly();
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The current name; equal names are one object.
  String name() throws SyntaxException {
    String name = text();
    String known = names.putIfAbsent(name, name);
    return known == null ? name : known;
  }

  /// Whether the current number has a value of 64 bits, signed.
  boolean isLong() throws SyntaxException {
    try {
      return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
          && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
          && !parser.getText().equals("-0");
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the current token starts.
  int start() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  /// The place of the current token, if it is `length` long.
  Span span(int length) {
    int start = start();
    return Span.of(start, start + length);
  }

  /// The place of the current string or name, quotes included.
  Span quotedSpan() {
    int start = start();
    int end = start + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Span.of(start, Math.min(end + 1, text.length()));
  }

  private SyntaxException endsEarly() {
    OpenJson open = OpenJson.of(text, text.length());
    return diagnostics.stop(
        "json.syntax", open.last(), open.message(diagnostics.source()), open.rest());
  }

  private SyntaxException malformed(JsonProcessingException e) {
    String problem = e.getOriginalMessage();
    if (problem.contains("end-of-input")) {
      return endsEarly();
    }
    int at = Math.clamp(e.getLocation().getCharOffset(), 0, text.length() - 1);
    int codePoint = text.codePointAt(at);
    OpenJson open = OpenJson.of(text, at);
    if (codePoint == '\n' || codePoint == '\r') {
      return unclosed(open);
    }
    return diagnostics.stop(
        "json.syntax",
        Span.of(at, at + Character.charCount(codePoint)),
        "unexpected " + shown(codePoint),
        help(problem, codePoint, open));
  }

  private String help(String problem, int codePoint, OpenJson open) {
    if (codePoint == '}' || codePoint == ']') {
      if (open.endsWithComma()) {
        return "remove the `,` before it";
      }
      if (problem.contains("close marker")) {
        return open.help(diagnostics.source());
      }
    }
    return JsonProblem.help(problem, codePoint);
  }

  /// Line ends are white space anywhere but within a string.
  private SyntaxException unclosed(OpenJson open) {
    return diagnostics.stop(
        "json.syntax",
        open.innermost(),
        "this string does not end on its line",
        "close it with `\"`, or write a line end as `\\n`");
  }

  private static String shown(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT
        ? String.format("U+%04X", codePoint)
        : "`" + Character.toString(codePoint) + "`";
  }
}
