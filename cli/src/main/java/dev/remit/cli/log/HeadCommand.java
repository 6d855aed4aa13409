package dev.remit.cli.log;

import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.Head;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.SignedHead;
import dev.remit.store.signature.SigningKey;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit log head`: the end of the log's chain, to be kept where the log's owner cannot write.
@Command(
    name = "head",
    description = {
      "Prints the head of the log's chain, to be kept elsewhere.",
      "It stands for every record so far, their order and their contents: `remit log verify"
          + " --anchor` compares with it later. With a key, the time and a signature follow it."
    },
    footer = {
      "",
      "Exit code: 0, or 1 if there is no log.",
      "",
      "Examples:",
      "  remit log head >> /mnt/elsewhere/heads.txt",
      "  remit log head --data audit --key ~/keys/remit-log.pem"
    })
public final class HeadCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Sign the head with this key, kept outside of the data folder.")
  private @Nullable Path key;

  public HeadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    DataFolder folder = data.read();
    Head head = LogFault.guard(folder, () -> new LogReader(folder.log()).head());
    SigningKey signing = KeyFiles.signing(folder, key);
    terminal
        .out()
        .println(
            signing == null
                ? head
                : SignedHead.of(head, Instant.now().truncatedTo(ChronoUnit.MILLIS), signing));
    return ExitCode.OK;
  }
}
