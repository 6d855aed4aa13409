package dev.remit.cli.run;

import dev.remit.cli.log.DataOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where decisions are kept: in a data folder, or in a plain file.
final class KeepingOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The data folder whose decision log they join; " + DataOption.DEFAULT + " if not given.")
  private @Nullable Path data;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Append them to a file, a line of JSON each, and to no data folder.")
  private @Nullable Path log;

  Keeping keeping() {
    if (log != null) {
      return new Keeping.InFile(log);
    }
    return new Keeping.InFolder(data == null ? Path.of(DataOption.DEFAULT) : data);
  }
}
