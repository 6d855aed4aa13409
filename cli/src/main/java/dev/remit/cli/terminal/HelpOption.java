package dev.remit.cli.terminal;

import picocli.CommandLine.Option;

/// `--help`, as every command has it.
public final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help, with examples.")
  private boolean asked;

  /// Whether the help is what was asked for.
  public boolean isAsked() {
    return asked;
  }
}
