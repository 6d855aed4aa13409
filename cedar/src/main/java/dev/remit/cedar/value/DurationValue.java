package dev.remit.cedar.value;

/// A signed length of time in milliseconds.
public record DurationValue(long millis) implements ExtensionValue {
  @Override
  public String constructor() {
    return "duration";
  }

  @Override
  public String argument() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String kind() {
    return "duration";
  }

  @Override
  public String toString() {
    return constructor() + "(" + Escapes.quote(argument()) + ")";
  }
}
