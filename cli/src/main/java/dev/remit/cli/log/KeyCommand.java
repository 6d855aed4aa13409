package dev.remit.cli.log;

import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.store.signature.SigningKey;
import dev.remit.store.signature.UnusableKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `remit log key`: a key for heads and tombstones.
@Command(
    name = "key",
    description = {
      "Makes a key that signs heads and tombstones, and the public key that checks them.",
      "Keep the private key where those who can write the data folder cannot read it. The public"
          + " one is written beside it, with `.pub` after its name."
    },
    footer = {
      "",
      "Both are PEM files of Ed25519, as `openssl genpkey -algorithm ed25519` makes them.",
      "",
      "Exit code: 0, or 1 if a file is there already or cannot be written.",
      "",
      "Examples:",
      "  remit log key --out ~/keys/remit-log.pem",
      "  remit log head --key ~/keys/remit-log.pem"
    })
public final class KeyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new file of the private key, readable by its owner alone.")
  private Path file = Path.of("");

  public KeyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    try {
      Path publicFile = SigningKey.create(file);
      terminal.out().println("private key  " + file);
      terminal.out().println("public key   " + publicFile);
      return ExitCode.OK;
    } catch (UnusableKey e) {
      throw new Fault(e.text());
    }
  }
}
