package dev.remit.pdp.flow;

import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where the values of a call's arguments came from: for each argument the places in which its
/// value was found, each once. No place means that nobody knows, which is not to be trusted.
public record Flow(SortedMap<String, List<Origin>> arguments) {
  /// Nothing is known of any argument.
  public static final Flow UNKNOWN = new Flow(new TreeMap<>());

  public Flow {
    SortedMap<String, List<Origin>> copy = new TreeMap<>();
    arguments.forEach((name, origins) -> copy.put(name, List.copyOf(origins)));
    arguments = Collections.unmodifiableSortedMap(copy);
  }

  /// `context.flow`: a set of origins for each argument.
  public RecordValue toValue() {
    if (arguments.isEmpty()) {
      return RecordValue.EMPTY;
    }
    Map<String, Value> fields = new TreeMap<>();
    arguments.forEach((name, origins) ->
        fields.put(name, SetValue.of(origins.stream().map(Origin::toValue).toList())));
    return RecordValue.of(fields);
  }
}
