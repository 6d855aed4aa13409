package dev.remit.cli.log;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.terminal.Counted;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.Head;
import dev.remit.store.log.LogVerifier;
import dev.remit.store.log.Tombstone;
import dev.remit.store.log.Verification;
import dev.remit.store.signature.VerifyingKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit log verify`: whether the log is what was written.
@Command(
    name = "verify",
    description = {
      "Checks every record against the log's chain of hashes, and names what was changed.",
      "Without a head from outside, a log that was cut at its end or written anew as a whole looks"
          + " whole; `remit log head` prints the head to keep elsewhere."
    },
    footer = {
      "",
      "Exit code: 0 if nothing is wrong, 2 if something is, 1 if the log cannot be read at all.",
      "",
      "Examples:",
      "  remit log verify",
      "  remit log verify --data audit --anchor head.txt",
      "  remit log verify --anchor head.txt --public-key remit-log.pem.pub"
    })
public final class VerifyCommand implements Callable<Integer> {
  private static final int CHANGED = 2;

  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--anchor",
      paramLabel = "HEAD",
      description = "A head as `remit log head` prints it, or a file with some, a line each.")
  private List<String> anchors = List.of();

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = "Refuse anchors and tombstones that the key of this public one did not sign.")
  private @Nullable Path publicKey;

  @Option(names = "--json", description = "Print what was checked and found as JSON.")
  private boolean json;

  public VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    VerifyingKey key = KeyFiles.verifying(publicKey);
    List<Head> heads = Anchors.read(anchors, key);
    DataFolder folder = data.read();
    Verification verification =
        LogFault.guard(folder, () -> LogVerifier.verify(folder.log(), heads, key));
    if (json) {
      terminal.out().println(JsonWriter.pretty(json(verification)));
    } else {
      print(verification, heads.size());
    }
    return verification.isClean() ? ExitCode.OK : CHANGED;
  }

  private void print(Verification verification, int given) {
    verification.findings().forEach(finding -> line(terminal.red(finding.toString())));
    line(
        String.format(
            Locale.ROOT,
            "%,d records checked, from %,d on; %s",
            verification.checked(),
            verification.first(),
            verification.isClean()
                ? "each is as it was written"
                : Counted.of(verification.findings().size(), "finding")));
    Head head = verification.head();
    line("head      " + (head == null ? "none, the log is empty" : head));
    for (Tombstone tombstone : verification.removed()) {
      line(
          String.format(
              Locale.ROOT,
              "removed   records %,d to %,d by retention on %s, past the %s",
              tombstone.first(),
              tombstone.last(),
              tombstone.time(),
              tombstone.why().text()));
    }
    if (!verification.removed().isEmpty() && publicKey == null) {
      line("not shown that retention removed them: give `--public-key` the key of its tombstones");
    }
    if (verification.anchors() < given) {
      line(
          Counted.of(given - verification.anchors(), "head")
              + " from outside could not be compared: retention removed what they end");
    }
    line(
        verification.isAnchored()
            ? "anchored  " + Counted.of(verification.matched(), "head") + " from outside matched"
            : "not shown that nothing was cut off the end, and that the log was not written anew as"
                + " a whole: give `--anchor` a head that was kept elsewhere");
  }

  private void line(String text) {
    terminal.out().println(text);
  }

  private static Json json(Verification verification) {
    Head head = verification.head();
    return Json.object(
        Json.Member.of("clean", Json.bool(verification.isClean())),
        Json.Member.of("anchored", Json.bool(verification.isAnchored())),
        Json.Member.of("first", Json.integer(verification.first())),
        Json.Member.of("checked", Json.integer(verification.checked())),
        Json.Member.of("head", Json.string(head == null ? "" : head.toString())),
        Json.Member.of(
            "removed", Json.array(verification.removed().stream().map(Tombstone::toJson).toList())),
        Json.Member.of(
            "findings",
            Json.array(
                verification.findings().stream()
                    .map(finding ->
                        Json.object(
                            Json.Member.of("from", Json.integer(finding.from())),
                            Json.Member.of("to", Json.integer(finding.to())),
                            Json.Member.of("text", Json.string(finding.text()))))
                    .toList())));
  }
}
