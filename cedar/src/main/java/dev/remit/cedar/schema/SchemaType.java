package dev.remit.cedar.schema;

import dev.remit.cedar.value.Name;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The type of a value, with every name resolved and every common type written out.
///
/// Common types that are used often are shared objects: a type is a tree of at most
/// `Limits.SCHEMA_TYPE_SIZE_MAX` nodes and `Limits.VALUE_DEPTH_MAX` levels.
public sealed interface SchemaType {

  /// `Bool`, `Long` or `String`.
  enum Primitive implements SchemaType {
    BOOL("Bool", "Boolean"),
    LONG("Long", "Long"),
    STRING("String", "String");

    private final String text;
    private final String jsonText;

    Primitive(String text, String jsonText) {
      this.text = text;
      this.jsonText = jsonText;
    }

    /// Its name in Cedar text.
    public String text() {
      return text;
    }

    /// Its name in JSON.
    public String jsonText() {
      return jsonText;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// A type that Cedar knows by extension: `ipaddr`, `decimal`, `datetime` or `duration`.
  enum Extension implements SchemaType {
    IPADDR("ipaddr", "ip"),
    DECIMAL("decimal", "decimal"),
    DATETIME("datetime", "datetime"),
    DURATION("duration", "duration");

    private static final Map<String, Extension> BY_TEXT =
        Arrays.stream(values()).collect(Collectors.toMap(Extension::text, Function.identity()));

    private final String text;
    private final String constructor;

    Extension(String text, String constructor) {
      this.text = text;
      this.constructor = constructor;
    }

    public static Optional<Extension> find(String text) {
      return Optional.ofNullable(BY_TEXT.get(text));
    }

    /// Its name in Cedar text and in JSON.
    public String text() {
      return text;
    }

    /// The function that makes its values from text: `ip`, `decimal`, `datetime`, `duration`.
    public String constructor() {
      return constructor;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// An entity of this type.
  record Entity(Name name) implements SchemaType {
    public Entity {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
      return name.toString();
    }
  }

  /// A set of values of one type.
  record SetOf(SchemaType element) implements SchemaType {
    public SetOf {
      Objects.requireNonNull(element, "element");
    }

    @Override
    public String toString() {
      return "Set<" + element + ">";
    }
  }

  /// A record with these attributes and no others, sorted by name.
  record RecordOf(NavigableMap<String, Attribute> attributes) implements SchemaType {
    public static final RecordOf EMPTY = new RecordOf(new TreeMap<>());

    public RecordOf {
      attributes = Collections.unmodifiableNavigableMap(new TreeMap<>(attributes));
    }

    @Override
    public String toString() {
      return attributes.entrySet().stream()
          .map(entry -> SchemaPrinter.key(entry.getKey()) + entry.getValue())
          .collect(Collectors.joining(", ", "{", "}"));
    }
  }

  /// The type of one attribute, and whether it must be present.
  record Attribute(SchemaType type, boolean required) {
    public Attribute {
      Objects.requireNonNull(type, "type");
    }

    @Override
    public String toString() {
      return (required ? ": " : "?: ") + type;
    }
  }
}
