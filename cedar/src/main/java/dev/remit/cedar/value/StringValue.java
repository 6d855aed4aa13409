package dev.remit.cedar.value;

import java.util.Objects;

/// A string of Unicode scalar values.
public record StringValue(String value) implements Value {
  public StringValue {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String kind() {
    return "string";
  }

  @Override
  public String toString() {
    return Escapes.quote(value);
  }
}
