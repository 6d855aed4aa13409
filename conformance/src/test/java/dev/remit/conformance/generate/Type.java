package dev.remit.conformance.generate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The type that a drawn attribute or expression is meant to have.
public sealed interface Type {
  /// Bool, Long, String and the extension types.
  enum Plain implements Type {
    BOOL("Bool"),
    LONG("Long"),
    STRING("String"),
    IP("ipaddr"),
    DECIMAL("decimal"),
    DATETIME("datetime"),
    DURATION("duration");

    private final String schemaName;

    Plain(String schemaName) {
      this.schemaName = schemaName;
    }

    /// As a schema names it.
    public String schemaName() {
      return schemaName;
    }
  }

  /// An entity of a type, named in full.
  record Entity(String name) implements Type {}

  /// A set.
  record SetOf(Type element) implements Type {}

  /// A record; attributes by name, sorted.
  record Fields(Map<String, Field> fields) implements Type {
    public Fields {
      fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }
  }

  /// An attribute of an entity or of a record.
  record Field(Type type, boolean required) {}
}
