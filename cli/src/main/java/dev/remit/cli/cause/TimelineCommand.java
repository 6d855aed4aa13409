package dev.remit.cli.cause;

import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.log.DataOption;
import dev.remit.cli.log.PartOptions;
import dev.remit.cli.terminal.Counted;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.terminal.TextTable;
import dev.remit.cli.terminal.TextTable.Cell;
import dev.remit.cli.terminal.TextTable.Head;
import dev.remit.insight.cause.CauseJson;
import dev.remit.insight.cause.Change;
import dev.remit.insight.cause.History;
import dev.remit.store.observation.AuthorityChange;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit timeline`.
@Command(
    name = "timeline",
    customSynopsis =
        "remit timeline [--about NAME] [--sessions] [--since TIME] [--until TIME] [--tenant NAME] [--data DIR]"
            + " [--json]",
    description = "Lists what changed what somebody may do, the oldest first.",
    footer = {
      "",
      "Such changes are told by the logs that were imported: policies, roles, trust, keys, role"
          + " bindings, bucket policies, and what is logged. Sessions that were issued are counted"
          + " below, and listed with --sessions.",
      "",
      "Exit code: 0, also if nothing changed, or 1 if the log cannot be read.",
      "",
      "Examples:",
      "  remit timeline",
      "  remit timeline --about user/jmerckle --since 30d",
      "  remit timeline --json | jq '.[] | select(.kind == \"trust\")'"
    })
public final class TimelineCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PartOptions part = new PartOptions();
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--about",
      paramLabel = "NAME",
      description = "By or about what has this in its name: an identity or a resource.")
  private @Nullable String about;

  @Option(names = "--sessions", description = "List tokens and sessions that were issued, too.")
  private boolean sessions;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  public TimelineCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    List<Change> all =
        Histories.read(terminal, data, part, new History()).changes().stream()
            .filter(this::isAsked)
            .toList();
    List<Change> listed =
        all.stream()
            .filter(change -> sessions || change.kind() != AuthorityChange.SESSION)
            .toList();
    if (json) {
      terminal.out().println(JsonWriter.pretty(CauseJson.changes(listed)));
    } else if (all.isEmpty()) {
      terminal.err().println("no record tells of a change");
    } else {
      print(listed);
    }
    if (listed.size() < all.size()) {
      int left = all.size() - listed.size();
      String issued = Counted.of(left, "session") + (left == 1 ? " was" : " were") + " issued";
      terminal.err().println(issued + "; `--sessions` lists them");
    }
    return ExitCode.OK;
  }

  private boolean isAsked(Change change) {
    String name = about;
    return name == null
        || Stream.concat(Stream.of(change.by().toString()), change.resources().stream())
            .anyMatch(each -> each.contains(name));
  }

  private void print(List<Change> changes) {
    TextTable table =
        new TextTable(
            terminal,
            List.of(
                new Head("time", false),
                new Head("what", false),
                new Head("action", false),
                new Head("by", false),
                new Head("about", false)));
    for (Change change : changes) {
      table.add(
          Stream.of(
                  change.time().toString(),
                  change.kind().text(),
                  change.action(),
                  change.by().toString(),
                  String.join(", ", change.resources()))
              .map(Cell::of)
              .toList());
    }
    table.flush();
  }
}
