package dev.remit.pdp.input;

/// What an input may measure at most; a line beyond it is set aside.
public final class InputLimits {
  /// Bytes of one line, after gzip: well above the largest recorded run.
  public static final int LINE_BYTES_MAX = 32 * 1024 * 1024;

  /// Tool calls of one run.
  public static final int CALLS_MAX = 10_000;

  /// Different tools of one run: each later call carries them in its provenance.
  public static final int TOOLS_MAX = 256;

  /// Mistakes of one line that are told.
  public static final int MISTAKES_MAX = 20;

  private InputLimits() {}
}
