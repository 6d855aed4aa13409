package dev.remit.cli.terminal;

/// What `remit` tells the shell. The numbers are API.
public final class ExitCode {
  /// The request is allowed; or the command did what it was asked to.
  public static final int ALLOW = 0;

  public static final int OK = ALLOW;

  /// Input or usage is at fault, or a check found something.
  public static final int FAULT = 1;

  /// The request is denied.
  public static final int DENY = 2;

  private ExitCode() {}
}
