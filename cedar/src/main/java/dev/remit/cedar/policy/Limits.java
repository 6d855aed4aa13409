package dev.remit.cedar.policy;

/// What input may measure at most. Fixed, so that no answer depends on the machine or on the stack
/// of the thread that happens to ask; reaching one is an ordinary error where the input is read.
public final class Limits {
  /// Levels of an expression, and of parentheses, sets and records in text. A chain of `&&` or of
  /// `||` is one level however long it is; every other operator, call and attribute access is one.
  public static final int EXPRESSION_DEPTH_MAX = 64;

  /// Levels of a value, an entity attribute or a schema type in JSON or in text.
  public static final int VALUE_DEPTH_MAX = 64;

  /// Levels of arrays and objects in a JSON text that holds no policy: each level of a value may
  /// take two or three.
  public static final int JSON_DEPTH_MAX = 256;

  /// Levels of arrays and objects in a JSON text that holds policies, where each operand of a chain
  /// is nested in the one behind it.
  public static final int POLICY_JSON_DEPTH_MAX = 262_144;

  /// Length of one source text, in UTF-16 code units.
  public static final int SOURCE_LENGTH_MAX = 64 * 1024 * 1024;

  /// Elements of one set literal, fields of one record literal, operands of one chain.
  public static final int ELEMENTS_MAX = 65_536;

  /// Policies, templates and links of one set.
  public static final int POLICIES_MAX = 1_000_000;

  /// Types in one type of a schema, with the common types it uses written out.
  public static final int SCHEMA_TYPE_SIZE_MAX = 65_536;

  /// Ancestors of all entities of one snapshot; siblings with the same parents count once. A chain
  /// of five thousand entities has twelve million.
  public static final long ANCESTORS_MAX = 16_000_000;

  /// Types and references to types that a schema writes down, each counted for every name that its
  /// declaration has.
  public static final int SCHEMA_SIZE_MAX = 1_000_000;

  /// Mistakes reported of one text; what comes after is not looked for.
  public static final int DIAGNOSTICS_MAX = 100;

  private Limits() {}
}
