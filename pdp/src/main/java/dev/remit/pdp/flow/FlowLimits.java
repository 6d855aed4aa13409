package dev.remit.pdp.flow;

/// What the flow index of a task may measure at most. What is beyond is not taken in, so nothing is
/// known of it.
public final class FlowLimits {
  /// Characters of the user's request that are taken in.
  public static final int REQUEST_CHARS_MAX = 64 * 1024;

  /// Characters of all results of a task. The first result that does not fit is left out whole, and
  /// later ones may fit: a part of a result could look better than the whole.
  public static final int RESULT_CHARS_MAX = 1 << 20;

  /// Values of a task: addresses, accounts, ids, paths, dates, numbers.
  public static final int VALUES_MAX = 4_096;

  /// Words and pairs of neighbouring words of a task.
  public static final int WORDS_MAX = 65_536;

  /// Tools with one set of labels that are told apart; later ones are named together. With the
  /// grade of a value they fit one word.
  public static final int SOURCES_MAX = 59;

  /// Values of one argument.
  public static final int LEAVES_MAX = 256;

  /// Words of one value of an argument; a longer one is unknown.
  public static final int LEAF_WORDS_MAX = 64;

  /// Characters of one value of an argument that are looked through.
  public static final int LEAF_CHARS_MAX = 16 * 1024;

  private FlowLimits() {}
}
