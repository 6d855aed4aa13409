package dev.remit.cli.log;

import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.explain.ExplanationJson;
import dev.remit.cedar.explain.ExplanationPrinter;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.replay.MissingInput;
import dev.remit.insight.replay.Replayer;
import dev.remit.store.data.DataFolder;
import dev.remit.store.export.TableJson;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `remit log show`: one decision, with everything that it rests on and why it came out so.
@Command(
    name = "show",
    description = {
      "Shows one decision: where it came from, what it rests on, and why it came out so.",
      "The explanation is computed from the inputs that were recorded. Encrypted fields are shown"
          + " while their key is there."
    },
    footer = {
      "",
      "Exit code: 0 if the decision is there, 1 if it is not.",
      "",
      "Examples:",
      "  remit log show 019aa9a5-d2f4-7c58-9f3e-9b8f6c3f5f10",
      "  remit log show 019aa9a5-d2f4-7c58-9f3e-9b8f6c3f5f10 --data audit --json"
    })
public final class ShowCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "ID", description = "The id of the decision, as answers and lists say.")
  private UUID id = new UUID(0, 0);

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print every column of its row, and the explanation.")
  private boolean json;

  public ShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    DataFolder folder = data.read();
    return LogFault.guard(
        folder,
        () -> {
          Row row = Decisions.require(folder, id);
          Replayer replayer = Decisions.replayers(folder).of(row);
          List<Explanation> explanations = new ArrayList<>();
          String missing = "";
          try {
            row = replayer.decrypted(row);
            explanations.addAll(replayer.explain(replayer.record(row)));
          } catch (MissingInput e) {
            missing = e.text();
          }
          if (json) {
            printJson(row, explanations, missing);
          } else {
            RecordText.lines(row).forEach(terminal.out()::println);
            printWhy(row, explanations, missing);
          }
          return ExitCode.OK;
        });
  }

  private void printWhy(Row row, List<Explanation> explanations, String missing)
      throws UnreadableRecord {
    terminal.out().println();
    terminal.out().println(terminal.bold("Why"));
    if (!missing.isEmpty()) {
      terminal.out().println("  cannot be said any more: " + missing);
    } else if (row.has(Column.REFUSED_CODE)) {
      terminal.out().println("  no policy was asked: " + RowRecords.reasons(row).getFirst().text());
    }
    for (Explanation explanation : explanations) {
      terminal.out().print(ExplanationPrinter.print(explanation));
    }
  }

  private void printJson(Row row, List<Explanation> explanations, String missing) {
    List<Json.Member> members = new ArrayList<>(TableJson.of(row).members());
    members.add(
        Json.Member.of(
            "explanations",
            Json.array(explanations.stream().map(ExplanationJson::write).toList())));
    if (!missing.isEmpty()) {
      members.add(Json.Member.of("missing", Json.string(missing)));
    }
    terminal.out().println(JsonWriter.pretty(Json.object(members)));
  }
}
