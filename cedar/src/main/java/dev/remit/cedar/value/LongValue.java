package dev.remit.cedar.value;

/// A 64-bit signed integer; arithmetic on it is checked.
public record LongValue(long value) implements Value {
  @Override
  public String kind() {
    return "long";
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
