package dev.remit.pdp.bundle;

/// What a bundle may measure at most.
public final class BundleLimits {
  /// Files of one bundle.
  public static final int FILES_MAX = 10_000;

  /// Bytes of all files together.
  public static final long BYTES_MAX = 64L * 1024 * 1024;

  /// Bytes of the path of a file, in UTF-8.
  public static final int PATH_BYTES_MAX = 1024;

  private BundleLimits() {}
}
