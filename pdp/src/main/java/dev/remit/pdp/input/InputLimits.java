package dev.remit.pdp.input;

import dev.remit.pdp.delegation.Delegation;

/// What an input may measure at most; a line beyond it is set aside.
public final class InputLimits {
  /// Bytes of one line, after gzip: well above the largest recorded run.
  public static final int LINE_BYTES_MAX = 32 * 1024 * 1024;

  /// Tool calls of one run.
  public static final int CALLS_MAX = 10_000;

  /// Different tools of one run: each later call carries them in its provenance.
  public static final int TOOLS_MAX = 256;

  /// Actors of an asserted chain: as many as validated tokens have before the current one.
  public static final int ACTORS_MAX = Delegation.DEPTH_MAX - 1;

  /// Characters of a text of an asserted provenance.
  public static final int PROVENANCE_TEXT_MAX = 2_048;

  /// Mistakes of one line that are told.
  public static final int MISTAKES_MAX = 20;

  private InputLimits() {}
}
