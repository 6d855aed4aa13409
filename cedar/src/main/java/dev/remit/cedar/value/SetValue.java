package dev.remit.cedar.value;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A set of values of any kinds, without duplicates and without an order that matters. Iterates in
/// the order of first occurrence.
public final class SetValue implements Value, Iterable<Value> {
  public static final SetValue EMPTY = new SetValue(List.of());

  private final List<Value> elements;
  private final Set<Value> members;

  private SetValue(Collection<? extends Value> elements) {
    Set<Value> unique = new LinkedHashSet<>(elements);
    this.elements = List.copyOf(unique);
    this.members = Set.copyOf(unique);
  }

  /// The set of `elements`; duplicates count once.
  public static SetValue of(Collection<? extends Value> elements) {
    return elements.isEmpty() ? EMPTY : new SetValue(elements);
  }

  public static SetValue of(Value... elements) {
    return of(List.of(elements));
  }

  /// Without duplicates, in the order of first occurrence.
  public List<Value> elements() {
    return elements;
  }

  public int size() {
    return elements.size();
  }

  public boolean contains(Value value) {
    return members.contains(value);
  }

  /// Whether every element of `other` is in this set. `O(other.size())`.
  public boolean containsAll(SetValue other) {
    for (Value element : other.elements) {
      if (!members.contains(element)) {
        return false;
      }
    }
    return true;
  }

  /// Whether any element of `other` is in this set.
  public boolean containsAny(SetValue other) {
    if (other.size() > size()) {
      return other.containsAny(this);
    }
    for (Value element : other.elements) {
      if (members.contains(element)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Iterator<Value> iterator() {
    return elements.iterator();
  }

  @Override
  public String kind() {
    return "set";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof SetValue that && members.equals(that.members));
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return elements.stream().map(Value::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
