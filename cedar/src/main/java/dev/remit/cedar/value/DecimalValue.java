package dev.remit.cedar.value;

/// A decimal number with four fraction digits, held as a count of ten-thousandths.
public record DecimalValue(long tenThousandths) implements ExtensionValue {
  @Override
  public String constructor() {
    return "decimal";
  }

  @Override
  public String argument() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String kind() {
    return "decimal";
  }

  @Override
  public String toString() {
    return constructor() + "(" + Escapes.quote(argument()) + ")";
  }
}
