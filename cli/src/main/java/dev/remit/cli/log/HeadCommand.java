package dev.remit.cli.log;

import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.Head;
import dev.remit.store.log.LogReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `remit log head`: the end of the log's chain, to be kept where the log's owner cannot write.
@Command(
    name = "head",
    description = {
      "Prints the head of the log's chain, to be kept elsewhere.",
      "It stands for every record so far, their order and their contents: `remit log verify"
          + " --anchor` compares with it later."
    },
    footer = {
      "",
      "Exit code: 0, or 1 if there is no log.",
      "",
      "Examples:",
      "  remit log head >> /mnt/elsewhere/heads.txt",
      "  remit log head --data audit"
    })
public final class HeadCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  public HeadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    DataFolder folder = data.read();
    Head head = LogFault.guard(folder, () -> new LogReader(folder.log()).head());
    terminal.out().println(head);
    return ExitCode.OK;
  }
}
