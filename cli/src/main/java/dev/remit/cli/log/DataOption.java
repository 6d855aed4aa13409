package dev.remit.cli.log;

import dev.remit.cli.terminal.Fault;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which data folder is read.
public final class DataOption {
  /// The data folder of every command that is not told another.
  public static final String DEFAULT = "remit-data";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = DEFAULT,
      description = "The data folder; ${DEFAULT-VALUE} if not given.")
  private Path folder = Path.of(DEFAULT);

  /// The folder, to be read beside whoever writes it.
  DataFolder read() throws Fault {
    try {
      return DataFolder.read(folder);
    } catch (DataFault e) {
      throw new Fault(e.text());
    }
  }
}
