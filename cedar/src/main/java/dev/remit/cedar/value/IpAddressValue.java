package dev.remit.cedar.value;

/// An IPv4 or IPv6 address, or a range of them in prefix notation. Equality keeps host bits.
public record IpAddressValue(boolean v6, long high, long low, int prefixBits)
    implements ExtensionValue {
  @Override
  public String constructor() {
    return "ip";
  }

  @Override
  public String argument() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String kind() {
    return "ip";
  }

  @Override
  public String toString() {
    return constructor() + "(" + Escapes.quote(argument()) + ")";
  }
}
