package dev.remit.pdp.task;

import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordShape;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;

/// What policies see of the task that a request belongs to, as it was before the request.
///
/// `id` and `purpose` are empty where the request belongs to no task. `labels` are what the task
/// has touched; `meters` are what it has spent, each a whole number in its unit.
// INVARIANT: nobody changes the labels that it is made of.
public record TaskView(String id, String purpose, SortedSet<String> labels, RecordValue meters) {

  /// The view of a request that belongs to no task, without declared meters.
  public static final TaskView NONE =
      new TaskView("", "", Collections.emptySortedSet(), RecordValue.EMPTY);

  private static final RecordShape SHAPE = RecordShape.of("id", "labels", "meters", "purpose");

  private static final LongValue NOTHING = new LongValue(0);

  private static final RecordValue NONE_VALUE = value(NONE);

  public TaskView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(purpose, "purpose");
    labels = Collections.unmodifiableSortedSet(labels);
    Objects.requireNonNull(meters, "meters");
  }

  /// What it spent of a meter; 0 for one that it does not know.
  public long spent(String meter) {
    return meters.find(meter) instanceof LongValue(long value) ? value : 0;
  }

  /// The same, with each of `declared` among its meters, at 0 where nothing was spent, and no
  /// other.
  public TaskView declaring(Set<String> declared) {
    return hasMeters(declared) ? this : new TaskView(id, purpose, labels, meters(declared));
  }

  private boolean hasMeters(Set<String> declared) {
    if (declared.size() != meters.size()) {
      return false;
    }
    for (String meter : declared) {
      if (!meters.has(meter)) {
        return false;
      }
    }
    return true;
  }

  private RecordValue meters(Set<String> declared) {
    Map<String, Value> all = new HashMap<>();
    for (String meter : declared) {
      Value spent = meters.find(meter);
      all.put(meter, spent == null ? NOTHING : spent);
    }
    return RecordValue.of(all);
  }

  /// `context.task`: every field is always there.
  public RecordValue toValue() {
    return equals(NONE) ? NONE_VALUE : value(this);
  }

  private static RecordValue value(TaskView of) {
    return SHAPE.of(
        new StringValue(of.id),
        SetValue.ofTexts(of.labels),
        of.meters,
        new StringValue(of.purpose));
  }
}
