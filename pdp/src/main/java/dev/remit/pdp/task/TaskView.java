package dev.remit.pdp.task;

import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What policies see of the task that a request belongs to, as it was before the request.
///
/// `id` and `purpose` are empty where the request belongs to no task. `labels` are what the task
/// has touched; `meters` are what it has spent, each in its unit.
public record TaskView(
    String id, String purpose, SortedSet<String> labels, SortedMap<String, Long> meters) {

  /// The view of a request that belongs to no task, without declared meters.
  public static final TaskView NONE = new TaskView("", "", new TreeSet<>(), new TreeMap<>());

  private static final List<String> NAMES = List.of("id", "labels", "meters", "purpose");

  private static final RecordValue NONE_VALUE = value(NONE);

  public TaskView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(purpose, "purpose");
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    meters = Collections.unmodifiableSortedMap(new TreeMap<>(meters));
  }

  /// The same, with each of `declared` among its meters, at 0 where nothing was spent, and no
  /// other.
  public TaskView declaring(Set<String> declared) {
    if (declared.isEmpty() && meters.isEmpty()) {
      return this;
    }
    SortedMap<String, Long> all = new TreeMap<>();
    declared.forEach(meter -> all.put(meter, meters.getOrDefault(meter, 0L)));
    return new TaskView(id, purpose, labels, all);
  }

  /// `context.task`: every field is always there.
  public RecordValue toValue() {
    return equals(NONE) ? NONE_VALUE : value(this);
  }

  private static RecordValue value(TaskView of) {
    Map<String, Value> spent = new TreeMap<>();
    of.meters.forEach((name, value) -> spent.put(name, new LongValue(value)));
    return RecordValue.ofAscending(
        NAMES,
        new StringValue(of.id),
        SetValue.of(of.labels.stream().map(StringValue::new).toList()),
        RecordValue.of(spent),
        new StringValue(of.purpose));
  }
}
