package dev.remit.cli.input;

import dev.remit.cli.terminal.Fault;
import dev.remit.insight.declared.Approvals;
import dev.remit.insight.declared.ApprovedReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The file that says which changes of authority were approved.
public final class ApprovedOption {
  @Option(
      names = "--approved",
      paramLabel = "FILE",
      description = "Which changes were approved, as CSV or JSON.")
  private @Nullable Path file;

  /// What it says; that nothing is known if none is named.
  public Approvals read() throws Fault {
    Path path = file;
    return path == null ? Approvals.NOT_KNOWN : DeclaredOption.read(path, ApprovedReader::read);
  }
}
