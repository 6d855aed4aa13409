package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A JSON text as a tree, each node with the place it was written at. Equality ignores places.
///
/// INVARIANT: [JsonReader] bounds the depth; whoever walks a tree that was read with a deeper bound
/// than the default must not recurse once per level.
public sealed interface Json {
  Span span();

  /// What messages call this kind of node.
  default String kind() {
    return switch (this) {
      case JsonObject _ -> "an object";
      case JsonArray _ -> "an array";
      case JsonString _ -> "a string";
      case JsonInteger _, JsonNumber _ -> "a number";
      case JsonBool _ -> "a boolean";
      case JsonNull _ -> "null";
    };
  }

  /// Members in the order of the text, names unique.
  record JsonObject(List<Member> members, Span span) implements Json {
    public JsonObject {
      members = List.copyOf(members);
      Objects.requireNonNull(span, "span");
    }

    /// The value of a member, or null where there is none. `O(members)`.
    public @Nullable Json find(String name) {
      for (Member member : members) {
        if (member.name().equals(name)) {
          return member.value();
        }
      }
      return null;
    }
  }

  /// One `"name": value` of an object.
  record Member(String name, Span nameSpan, Json value) {
    public Member {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(nameSpan, "nameSpan");
      Objects.requireNonNull(value, "value");
    }

    /// A member that was not read from text.
    public static Member of(String name, Json value) {
      return new Member(name, Span.NONE, value);
    }
  }

  /// Elements in the order of the text.
  record JsonArray(List<Json> elements, Span span) implements Json {
    public JsonArray {
      elements = List.copyOf(elements);
      Objects.requireNonNull(span, "span");
    }
  }

  /// A string of Unicode scalar values.
  record JsonString(String value, Span span) implements Json {
    public JsonString {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(span, "span");
    }
  }

  /// A number written as digits that fits 64 bits, signed. `-0` is none: it is a floating-point
  /// number to Cedar's own reader, and so a [JsonNumber].
  record JsonInteger(long value, Span span) implements Json {
    public JsonInteger {
      Objects.requireNonNull(span, "span");
    }
  }

  /// Any other number, as it was written.
  record JsonNumber(String literal, Span span) implements Json {
    public JsonNumber {
      Objects.requireNonNull(literal, "literal");
      Objects.requireNonNull(span, "span");
    }
  }

  /// `true` or `false`.
  record JsonBool(boolean value, Span span) implements Json {
    public JsonBool {
      Objects.requireNonNull(span, "span");
    }
  }

  /// `null`.
  record JsonNull(Span span) implements Json {
    public JsonNull {
      Objects.requireNonNull(span, "span");
    }
  }

  static JsonObject object(Member... members) {
    return new JsonObject(List.of(members), Span.NONE);
  }

  static JsonObject object(List<Member> members) {
    return new JsonObject(members, Span.NONE);
  }

  static JsonArray array(List<? extends Json> elements) {
    return new JsonArray(List.copyOf(elements), Span.NONE);
  }

  static JsonString string(String value) {
    return new JsonString(value, Span.NONE);
  }

  static JsonInteger integer(long value) {
    return new JsonInteger(value, Span.NONE);
  }

  static JsonBool bool(boolean value) {
    return new JsonBool(value, Span.NONE);
  }
}
