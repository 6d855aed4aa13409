package dev.remit.cedar.value;

/// `true` or `false`. Use [#of] so that no call allocates.
public record BoolValue(boolean value) implements Value {
  public static final BoolValue TRUE = new BoolValue(true);
  public static final BoolValue FALSE = new BoolValue(false);

  public static BoolValue of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public String kind() {
    return "bool";
  }

  @Override
  public String toString() {
    return Boolean.toString(value);
  }
}
