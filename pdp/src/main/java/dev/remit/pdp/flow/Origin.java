package dev.remit.pdp.flow;

import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Where values came from: the grade of each, and the tools in whose results they or their words
/// were found, with the labels of those calls. No grade means that there is no value.
public record Origin(Set<Grade> grades, SortedSet<String> tools, SortedSet<String> labels) {
  /// Of no value.
  public static final Origin NONE = of(EnumSet.noneOf(Grade.class));

  /// Of a value that was found nowhere.
  public static final Origin UNKNOWN = of(EnumSet.of(Grade.UNKNOWN));

  private static final Map<Grade, StringValue> GRADES = new EnumMap<>(Grade.class);

  static {
    for (Grade grade : Grade.values()) {
      GRADES.put(grade, new StringValue(grade.text()));
    }
  }

  private static final List<String> NAMES = List.of("grades", "labels", "tools");
  private static final RecordValue NONE_VALUE = value(NONE);
  private static final RecordValue UNKNOWN_VALUE = value(UNKNOWN);

  public Origin {
    grades = grades.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(grades));
    tools = Collections.unmodifiableSortedSet(new TreeSet<>(tools));
    labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
  }

  private static Origin of(Set<Grade> grades) {
    return new Origin(grades, new TreeSet<>(), new TreeSet<>());
  }

  /// What policies see: `{grades, labels, tools}`, each a set of texts.
  public RecordValue toValue() {
    if (tools.isEmpty() && labels.isEmpty()) {
      if (grades.isEmpty()) {
        return NONE_VALUE;
      }
      if (grades.equals(UNKNOWN.grades)) {
        return UNKNOWN_VALUE;
      }
    }
    return value(this);
  }

  private static RecordValue value(Origin of) {
    return RecordValue.ofAscending(
        NAMES,
        SetValue.of(of.grades.stream().map(GRADES::get).toList()),
        texts(of.labels),
        texts(of.tools));
  }

  private static SetValue texts(SortedSet<String> texts) {
    return texts.isEmpty()
        ? SetValue.EMPTY
        : SetValue.of(texts.stream().map(StringValue::new).toList());
  }
}
