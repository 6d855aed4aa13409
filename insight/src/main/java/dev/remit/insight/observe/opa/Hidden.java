package dev.remit.insight.observe.opa;

import dev.remit.insight.observe.field.Fields;
import java.util.ArrayList;
import java.util.List;

/// What was erased from an event, or replaced in it: places as JSON pointers, `/input/user`.
record Hidden(List<String> erased, List<String> masked) {
  static Hidden of(Fields event) {
    return new Hidden(event.texts("erased"), event.texts("masked"));
  }

  /// Whether a place, what it is within or what is within it, is not as it was.
  boolean touches(String place) {
    List<String> all = new ArrayList<>(erased);
    all.addAll(masked);
    return all.stream()
        .anyMatch(hidden ->
            hidden.equals(place)
                || hidden.startsWith(place + "/")
                || place.startsWith(hidden + "/"));
  }
}
