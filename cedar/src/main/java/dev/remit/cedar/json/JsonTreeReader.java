package dev.remit.cedar.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds the tree of the value whose first token is the current one, on a stack of its own.
final class JsonTreeReader {
  private final JsonTokens tokens;
  private final int depthMax;
  private final Deque<Open> open = new ArrayDeque<>();

  JsonTreeReader(JsonTokens tokens, int depthMax) {
    this.tokens = tokens;
    this.depthMax = depthMax;
  }

  /// Leaves the last token of the value as the current one.
  Json read() throws SyntaxException {
    while (true) {
      Json complete = accept(tokens.current());
      if (complete != null) {
        if (open.isEmpty()) {
          return complete;
        }
        open.getFirst().add(complete);
      }
      tokens.next();
    }
  }

  /// The value that this token completes, or null where it completes none.
  private @Nullable Json accept(JsonToken token) throws SyntaxException {
    return switch (token) {
      case START_OBJECT -> open(new OpenObject(tokens.start()));
      case START_ARRAY -> open(new OpenArray(tokens.start()));
      case FIELD_NAME -> name();
      case END_OBJECT, END_ARRAY -> open.removeFirst().close(tokens.start() + 1);
      case VALUE_STRING -> string();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> new Json.JsonBool(true, tokens.span(4));
      case VALUE_FALSE -> new Json.JsonBool(false, tokens.span(5));
      case VALUE_NULL -> new Json.JsonNull(tokens.span(4));
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("not a token of a text: " + token);
    };
  }

  private @Nullable Json open(Open value) throws SyntaxException {
    if (open.size() >= depthMax) {
      throw tokens
          .diagnostics()
          .stop(
              "json.too-deep",
              tokens.span(1),
              "nested deeper than " + depthMax + " levels",
              "flatten it");
    }
    open.addFirst(value);
    return null;
  }

  private @Nullable Json name() throws SyntaxException {
    String name = tokens.name();
    Span span = tokens.quotedSpan();
    requireScalars(name, span);
    if (!open.getFirst().name(name, span)) {
      tokens
          .diagnostics()
          .add(
              "json.duplicate-name",
              span,
              "`" + Shown.of(name) + "` is given twice",
              "remove one of them");
    }
    return null;
  }

  private Json string() throws SyntaxException {
    String value = tokens.text();
    Span span = tokens.quotedSpan();
    requireScalars(value, span);
    return new Json.JsonString(value, span);
  }

  private void requireScalars(String value, Span span) {
    if (!isWellFormed(value)) {
      tokens
          .diagnostics()
          .add(
              "json.surrogate",
              span,
              "a string with half a surrogate pair",
              "write both halves, as in `\\ud83d\\ude00`");
    }
  }

  private Json number() throws SyntaxException {
    String literal = tokens.text();
    return tokens.isLong()
        ? new Json.JsonInteger(Long.parseLong(literal), tokens.span(literal.length()))
        : new Json.JsonNumber(literal, tokens.span(literal.length()));
  }

  private static boolean isWellFormed(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(value.codePointAt(i))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /// An array or object whose end is not read yet.
  private sealed interface Open {
    void add(Json value);

    /// Takes the name of the member that follows; false if it was taken before.
    boolean name(String name, Span span);

    Json close(int end);
  }

  private static final class OpenArray implements Open {
    private final int start;
    private final List<Json> elements = new ArrayList<>();

    private OpenArray(int start) {
      this.start = start;
    }

    @Override
    public void add(Json value) {
      elements.add(value);
    }

    @Override
    public boolean name(String name, Span span) {
      throw new IllegalStateException("a name in an array");
    }

    @Override
    public Json close(int end) {
      return new Json.JsonArray(elements, Span.of(start, end));
    }
  }

  private static final class OpenObject implements Open {
    private final int start;
    private final List<Json.Member> members = new ArrayList<>();
    private final MemberNames names = new MemberNames(members);
    private String name = "";
    private Span nameSpan = Span.NONE;
    private boolean repeated;

    private OpenObject(int start) {
      this.start = start;
    }

    @Override
    public void add(Json value) {
      if (!repeated) {
        members.add(new Json.Member(name, nameSpan, value));
      }
    }

    @Override
    public boolean name(String next, Span span) {
      name = next;
      nameSpan = span;
      repeated = !names.add(next);
      return !repeated;
    }

    @Override
    public Json close(int end) {
      return new Json.JsonObject(members, Span.of(start, end));
    }
  }
}
