package dev.remit.cedar.value;

/// The names that records have which are made often: checked and sorted once, and shared by all of
/// them.
public final class RecordShape {
  private final String[] names;

  private RecordShape(String[] names) {
    this.names = names;
  }

  /// Names in strictly ascending order; else throws [IllegalArgumentException].
  public static RecordShape of(String... names) {
    for (int i = 1; i < names.length; i++) {
      if (names[i - 1].compareTo(names[i]) >= 0) {
        throw new IllegalArgumentException(String.join(", ", names) + " do not ascend");
      }
    }
    return new RecordShape(names.clone());
  }

  /// The record that has these values, in the order of the names; throws [IllegalArgumentException]
  /// if they are not as many.
  public RecordValue of(Value... values) {
    if (names.length != values.length) {
      throw new IllegalArgumentException(
          String.join(", ", names) + " have " + values.length + " values");
    }
    return new RecordValue(names, values.clone());
  }
}
