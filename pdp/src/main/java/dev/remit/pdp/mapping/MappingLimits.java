package dev.remit.pdp.mapping;

/// What a mapping and one mapped request may measure at most.
public final class MappingLimits {
  /// Rules of one mapping.
  public static final int TOOLS_MAX = 10_000;

  /// Resources that one request may name; each is asked of the policies.
  public static final int RESOURCES_MAX = 100;

  /// Fraction digits of an amount: what a Long can still hold beside a whole part.
  public static final int MINOR_DIGITS_MAX = 9;

  private MappingLimits() {}
}
