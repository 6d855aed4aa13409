package dev.remit.pdp.yaml;

import dev.remit.cedar.diagnostic.Span;
import java.util.List;
import java.util.Objects;

/// A YAML document as a tree, each node with the place it was written at.
public sealed interface Yaml {
  Span span();

  /// What messages call this kind of node.
  default String kind() {
    return switch (this) {
      case Scalar _ -> "a scalar";
      case Sequence _ -> "a list";
      case Mapping _ -> "a mapping";
    };
  }

  /// Text, number or anything else that stands alone; whoever reads it decides. `empty` where
  /// nothing is written at all.
  record Scalar(String text, Span span) implements Yaml {
    public Scalar {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(span, "span");
    }
  }

  /// Elements in the order of the text.
  record Sequence(List<Yaml> elements, Span span) implements Yaml {
    public Sequence {
      elements = List.copyOf(elements);
      Objects.requireNonNull(span, "span");
    }
  }

  /// Entries in the order of the text, keys unique.
  record Mapping(List<Entry> entries, Span span) implements Yaml {
    public Mapping {
      entries = List.copyOf(entries);
      Objects.requireNonNull(span, "span");
    }
  }

  /// One `key: value`.
  record Entry(String key, Span keySpan, Yaml value) {
    public Entry {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(keySpan, "keySpan");
      Objects.requireNonNull(value, "value");
    }
  }
}
