package dev.remit.pdp.flow;

import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/// A place that the value of an argument came from.
public sealed interface Origin {
  /// What policies see: `{source, tool, labels}`, of which the last two are empty for the user.
  RecordValue toValue();

  /// The request of the user whom the task serves.
  record User() implements Origin {
    private static final RecordValue VALUE = value("user", "", Collections.emptySortedSet());

    @Override
    public RecordValue toValue() {
      return VALUE;
    }
  }

  /// A result of a tool, with the labels of the call that it answered.
  record Tool(String tool, SortedSet<String> labels) implements Origin {
    public Tool {
      Objects.requireNonNull(tool, "tool");
      labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    }

    @Override
    public RecordValue toValue() {
      return value("tool", tool, labels);
    }
  }

  private static RecordValue value(String source, String tool, SortedSet<String> labels) {
    return RecordValue.of(
        Map.of(
            "source", new StringValue(source),
            "tool", new StringValue(tool),
            "labels", SetValue.of(labels.stream().map(StringValue::new).toList())));
  }
}
