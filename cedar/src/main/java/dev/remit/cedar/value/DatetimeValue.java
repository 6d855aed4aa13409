package dev.remit.cedar.value;

/// An instant, in milliseconds from 1970-01-01T00:00:00Z.
public record DatetimeValue(long epochMillis) implements ExtensionValue {
  @Override
  public String constructor() {
    return "datetime";
  }

  @Override
  public String argument() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String kind() {
    return "datetime";
  }

  @Override
  public String toString() {
    return constructor() + "(" + Escapes.quote(argument()) + ")";
  }
}
