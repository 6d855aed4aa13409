package dev.remit.store.row;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One record as a row of the log's table. Immutable.
///
/// What the log gives a row as it takes it is 0 before, see [Column#isGivenByLog].
public final class Row {
  private final @Nullable Object[] values;

  private Row(@Nullable Object[] values) {
    this.values = values;
  }

  /// Of values in the order of [Column#ALL], which are kept as they are.
  ///
  /// Throws [IllegalArgumentException] if one is of another type than its column, or missing.
  public static Row of(@Nullable Object[] values) {
    if (values.length != Column.ALL.size()) {
      throw new IllegalArgumentException(values.length + " values");
    }
    for (int i = 0; i < values.length; i++) {
      requireFits(Column.ALL.get(i), values[i]);
    }
    return new Row(values);
  }

  private static void requireFits(Column column, @Nullable Object value) {
    if (value == null ? !column.isOptional() : !fits(column.type(), value)) {
      throw new IllegalArgumentException("`" + column.title() + "` is " + value);
    }
  }

  private static boolean fits(ColumnType type, Object value) {
    return switch (type) {
      case WHOLE, INSTANT -> value instanceof Long;
      case FLAG -> value instanceof Boolean;
      case UUID -> value instanceof UUID;
      case SYMBOL, TEXT, JSON -> value instanceof String;
      case LIST -> value instanceof List<?>;
    };
  }

  /// The same row with another value in one column.
  public Row with(Column column, @Nullable Object value) {
    requireFits(column, value);
    @Nullable Object[] changed = values.clone();
    changed[column.place()] = value;
    return new Row(changed);
  }

  /// The same record at its place in the log; `hash` is its [Leaf].
  public Row placed(long sequence, long receivedMillis, byte[] hash) {
    @Nullable Object[] placed = values.clone();
    placed[Column.SEQUENCE.place()] = sequence;
    placed[Column.RECEIVED.place()] = receivedMillis;
    placed[Column.CHECKSUM.place()] = Leaf.checksum(hash);
    return new Row(placed);
  }

  /// In the order of [Column#ALL]; a copy.
  public @Nullable Object[] values() {
    return values.clone();
  }

  /// The value of a column, or null where there is none.
  public @Nullable Object find(Column column) {
    return values[column.place()];
  }

  public boolean has(Column column) {
    return values[column.place()] != null;
  }

  /// The value of a column of any type of text; throws [NullPointerException] where it has none.
  public String text(Column column) {
    return (String) require(column);
  }

  /// The value of a column of whole numbers or of instants.
  public long whole(Column column) {
    return (Long) require(column);
  }

  public boolean flag(Column column) {
    return (Boolean) require(column);
  }

  public UUID uuid(Column column) {
    return (UUID) require(column);
  }

  @SuppressWarnings("unchecked") // Only lists of strings fit.
  public List<String> list(Column column) {
    return (List<String>) require(column);
  }

  /// Characters of all its texts: about what it weighs.
  public int chars() {
    long chars = 0;
    for (Object value : values) {
      if (value instanceof String text) {
        chars += text.length();
      } else if (value instanceof List<?> list) {
        for (Object element : list) {
          chars += ((String) element).length();
        }
      }
    }
    return (int) Math.min(chars, Integer.MAX_VALUE);
  }

  private Object require(Column column) {
    return Objects.requireNonNull(find(column), column.title());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Row that && Arrays.equals(values, that.values));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
