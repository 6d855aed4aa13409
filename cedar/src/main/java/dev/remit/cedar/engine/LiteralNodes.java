package dev.remit.cedar.engine;

import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sets and records that are written out and not constant.
final class LiteralNodes {
  private LiteralNodes() {}

  static final class SetOf implements Node {
    private final Node[] elements;

    SetOf(List<Node> elements) {
      this.elements = elements.toArray(Node[]::new);
    }

    int size() {
      return elements.length;
    }

    Node at(int index) {
      return elements[index];
    }

    @Override
    public @Nullable Value value(PreparedRequest request) {
      Value[] values = values(elements, request);
      return values == null ? null : SetValue.of(values);
    }
  }

  static final class RecordOf implements Node {
    private final List<String> names;
    private final Node[] fields;

    RecordOf(List<String> names, List<Node> fields) {
      this.names = names;
      this.fields = fields.toArray(Node[]::new);
    }

    @Override
    public @Nullable Value value(PreparedRequest request) {
      Value[] values = values(fields, request);
      if (values == null) {
        return null;
      }
      Map<String, Value> record = new HashMap<>();
      for (int i = 0; i < values.length; i++) {
        record.put(names.get(i), values[i]);
      }
      return RecordValue.of(record);
    }
  }

  private static Value @Nullable [] values(Node[] nodes, PreparedRequest request) {
    Value[] values = new Value[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      Value value = nodes[i].value(request);
      if (value == null) {
        return null;
      }
      values[i] = value;
    }
    return values;
  }
}
