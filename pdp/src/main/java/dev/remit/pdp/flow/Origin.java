package dev.remit.pdp.flow;

import dev.remit.cedar.value.RecordShape;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Where values came from: the grade of each, and the tools in whose results they or their words
/// were found, with the labels of those calls. No grade means that there is no value.
public final class Origin {
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

  private static final RecordShape SHAPE = RecordShape.of("grades", "labels", "tools");

  private final Set<Grade> grades;
  private final SortedSet<String> tools;
  private final SortedSet<String> labels;

  // Computed by whoever asks first, by racing threads to the same; null until then.
  private @Nullable RecordValue value;

  public Origin(Set<Grade> grades, SortedSet<String> tools, SortedSet<String> labels) {
    this.grades = grades.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(grades));
    this.tools = Collections.unmodifiableSortedSet(new TreeSet<>(tools));
    this.labels = Collections.unmodifiableSortedSet(new TreeSet<>(labels));
  }

  private static Origin of(Set<Grade> grades) {
    return new Origin(grades, new TreeSet<>(), new TreeSet<>());
  }

  public Set<Grade> grades() {
    return grades;
  }

  public SortedSet<String> tools() {
    return tools;
  }

  public SortedSet<String> labels() {
    return labels;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Origin that
            && grades.equals(that.grades)
            && tools.equals(that.tools)
            && labels.equals(that.labels));
  }

  @Override
  public int hashCode() {
    return Objects.hash(grades, tools, labels);
  }

  @Override
  public String toString() {
    return "Origin[grades=" + grades + ", tools=" + tools + ", labels=" + labels + "]";
  }

  /// What policies see: `{grades, labels, tools}`, each a set of texts.
  public RecordValue toValue() {
    RecordValue known = value;
    if (known == null) {
      known =
          SHAPE.of(
              SetValue.of(grades.stream().map(GRADES::get).toList()),
              SetValue.ofTexts(labels),
              SetValue.ofTexts(tools));
      value = known;
    }
    return known;
  }
}
