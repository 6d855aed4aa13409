package dev.remit.pdp.mapping;

/// What a mapping and one mapped request may measure at most.
public final class MappingLimits {
  /// Rules of one mapping.
  public static final int TOOLS_MAX = 10_000;

  /// Resources that one request may name; each is asked of the policies.
  public static final int RESOURCES_MAX = 100;

  /// Fraction digits of an amount: what a Long can still hold beside a whole part.
  public static final int MINOR_DIGITS_MAX = 9;

  /// Routes of one mapping; each request may be compared with all of them.
  public static final int ROUTES_MAX = 1_000;

  /// Characters of the path of an HTTP request, as it came.
  public static final int PATH_LENGTH_MAX = 8_192;

  /// Segments of the path of an HTTP request or of a route.
  public static final int SEGMENTS_MAX = 64;

  /// Characters of the id of a principal that a gateway presents.
  public static final int PRINCIPAL_LENGTH_MAX = 1_024;

  /// Headers, and query parameters, that policies see of an HTTP request.
  public static final int NAMES_MAX = 100;

  private MappingLimits() {}
}
