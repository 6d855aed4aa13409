package dev.remit.cedar.value;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A map from attribute names to values, sorted by name. Also the attributes and the tags of an
/// entity and the context of a request.
public final class RecordValue implements Value {
  public static final RecordValue EMPTY = new RecordValue(new String[0], new Value[0]);

  private final String[] names;
  private final Value[] values;

  // Computed by whoever asks first, by racing threads to the same; 0 until then.
  private int hash;

  // INVARIANT: the names ascend, each once, and nobody changes the arrays.
  RecordValue(String[] names, Value[] values) {
    this.names = names;
    this.values = values;
  }

  public static RecordValue of(Map<String, ? extends Value> fields) {
    if (fields.isEmpty()) {
      return EMPTY;
    }
    String[] names = fields.keySet().toArray(String[]::new);
    Arrays.sort(names);
    Value[] values = new Value[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = Objects.requireNonNull(fields.get(names[i]));
    }
    return new RecordValue(names, values);
  }

  /// These fields and those of `other`. Throws [IllegalArgumentException] if both have one of a
  /// name. `O(size)`.
  public RecordValue with(RecordValue other) {
    String[] mergedNames = new String[names.length + other.names.length];
    Value[] mergedValues = new Value[mergedNames.length];
    int mine = 0;
    int theirs = 0;
    for (int i = 0; i < mergedNames.length; i++) {
      if (isNext(mine, other, theirs)) {
        mergedNames[i] = names[mine];
        mergedValues[i] = values[mine++];
      } else {
        mergedNames[i] = other.names[theirs];
        mergedValues[i] = other.values[theirs++];
      }
    }
    return new RecordValue(mergedNames, mergedValues);
  }

  private boolean isNext(int mine, RecordValue other, int theirs) {
    if (mine == names.length || theirs == other.names.length) {
      return theirs == other.names.length;
    }
    int order = names[mine].compareTo(other.names[theirs]);
    if (order == 0) {
      throw new IllegalArgumentException("both have `" + names[mine] + "`");
    }
    return order < 0;
  }

  public int size() {
    return names.length;
  }

  public boolean isEmpty() {
    return names.length == 0;
  }

  /// The value of an attribute, or null where there is none. `O(log size)`.
  public @Nullable Value find(String name) {
    int index = Arrays.binarySearch(names, name);
    return index < 0 ? null : values[index];
  }

  /// The position of an attribute, negative where there is none; at once where it is `hint`, as it
  /// is for records of one shape once one of them has been asked.
  public int indexOf(String name, int hint) {
    if (hint >= 0 && hint < names.length && names[hint].equals(name)) {
      return hint;
    }
    return Arrays.binarySearch(names, name);
  }

  /// The value at a position that [#indexOf] found.
  public Value valueAt(int index) {
    return values[index];
  }

  public boolean has(String name) {
    return find(name) != null;
  }

  /// In ascending order.
  public List<String> names() {
    return List.of(names);
  }

  /// A sorted copy.
  public Map<String, Value> fields() {
    Map<String, Value> fields = new TreeMap<>();
    for (int i = 0; i < names.length; i++) {
      fields.put(names[i], values[i]);
    }
    return fields;
  }

  /// The order of two records by their names, then by their values.
  int compareFields(RecordValue other) {
    int byNames = Arrays.compare(names, other.names);
    return byNames != 0 ? byNames : Arrays.compare(values, other.values, ValueOrder.INSTANCE);
  }

  @Override
  public String kind() {
    return "record";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof RecordValue that
            && Arrays.equals(names, that.names)
            && Arrays.equals(values, that.values));
  }

  @Override
  public int hashCode() {
    int computed = hash;
    if (computed == 0) {
      computed = Arrays.hashCode(names) * 31 + Arrays.hashCode(values);
      hash = computed;
    }
    return computed;
  }

  @Override
  public String toString() {
    return fields().entrySet().stream()
        .map(field -> Escapes.quote(field.getKey()) + ": " + field.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
