package dev.remit.cli.log;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.replay.Replay;
import dev.remit.insight.replay.Replayer;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.record.RecordKind;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.query.Condition;
import dev.remit.store.query.DecisionRows;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.Selection;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `remit log replay`: recorded decisions taken again.
@Command(
    name = "replay",
    customSynopsis = {
      "remit log replay [--data DIR] [--bundle DIR] [--json] [--from N] [--to N] [FILTER]...",
      "       remit log replay [--data DIR] [--bundle DIR] [--json] ID..."
    },
    description = {
      "Takes recorded decisions again, on the inputs of the time or on another bundle.",
      "Nothing is enforced or recorded. Where an input is gone it says which, and does not guess."
    },
    footer = {
      "",
      "Filters and record numbers must all hold; `remit log query` lists what the same filters"
          + " select.",
      "",
      "Exit code: 0 if every answer is the same, 2 if any differs, 1 if any could not be taken"
          + " again or there was none to take.",
      "",
      "Examples:",
      "  remit log replay 019aa9a5-d2f4-7c58-9f3e-9b8f6c3f5f10",
      "  remit log replay",
      "  remit log replay --from 1000 --to 2000 --bundle policies-new",
      "  remit log replay --since 7d --outcome deny --bundle policies-new",
      "  remit log replay --principal 'Agent::\"bookkeeper\"' --since 2026-11-01 --until 2026-11-07"
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final int DIFFERS = 2;

  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Decisions by their ids; all that match if none is given.")
  private List<UUID> ids = List.of();

  @Mixin private DataOption data = new DataOption();
  @Mixin private FilterOptions filters = new FilterOptions();

  @Option(names = "--from", paramLabel = "N", description = "The first record; 1 if not given.")
  private @Nullable Long from;

  @Option(names = "--to", paramLabel = "N", description = "The last record; all if not given.")
  private @Nullable Long to;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description = "Decide on this bundle, not on the ones of the time.")
  private @Nullable Path bundle;

  @Option(names = "--json", description = "Print the counts and every difference as JSON.")
  private boolean json;

  public ReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    List<Condition> conditions = filters.conditions(Clock.systemUTC().instant());
    if (!ids.isEmpty() && (!conditions.isEmpty() || from != null || to != null)) {
      throw new Fault(
          "remit log replay: ids and filters are both given; give ids alone, or leave them out");
    }
    Optional<Bundle> other = other();
    DataFolder folder = data.read();
    ReplayTally tally = LogFault.guard(folder, () -> replay(folder, conditions, other));
    if (json) {
      tally.printJson(terminal);
    } else {
      tally.print(terminal);
    }
    if (tally.total() == 0) {
      terminal.err().println("no record matches");
    }
    return exitCode(tally);
  }

  private ReplayTally replay(DataFolder folder, List<Condition> conditions, Optional<Bundle> other)
      throws IOException, DamagedLog, UnreadableRecord, Fault {
    ReplayTally tally = new ReplayTally();
    Replaying replaying = new Replaying(Decisions.replayers(folder), other, tally);
    if (!ids.isEmpty()) {
      for (UUID id : ids) {
        tally.add(replaying.line(Decisions.require(folder, id)));
      }
    } else if (conditions.isEmpty()) {
      replayInOrder(folder, replaying);
    } else {
      replaySelected(conditions, replaying);
    }
    return tally;
  }

  private static int exitCode(ReplayTally tally) {
    if (tally.impossible() > 0 || tally.total() == 0) {
      return ExitCode.FAULT;
    }
    return tally.differing() > 0 ? DIFFERS : ExitCode.OK;
  }

  private Optional<Bundle> other() throws Fault {
    try {
      return bundle == null ? Optional.empty() : Optional.of(BundleReader.read(bundle));
    } catch (SyntaxException e) {
      throw Fault.of(e);
    }
  }

  private long first() {
    return from == null ? 1 : from;
  }

  private long last() {
    return to == null ? Long.MAX_VALUE : to;
  }

  private void replayInOrder(DataFolder folder, Replaying replaying)
      throws IOException, DamagedLog {
    new LogReader(folder.log())
        .visit(
            first(),
            row -> {
              if (row.whole(Column.SEQUENCE) > last()) {
                return false;
              }
              replaying.add(row);
              return true;
            });
  }

  private void replaySelected(List<Condition> conditions, Replaying replaying)
      throws IOException, Fault {
    List<Condition> all = new ArrayList<>(conditions);
    all.add(Condition.numbered(first(), last()));
    try (LogTable table = data.openTable();
        DecisionRows rows = table.select(Selection.all(all))) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        replaying.add(row);
      }
    } catch (QueryFault e) {
      throw new Fault(e.text());
    }
  }

  /// Takes decisions again, on one bundle or on those of the time, and tallies them.
  private record Replaying(
      Decisions.Replayers replayers, Optional<Bundle> bundle, ReplayTally tally) {
    /// Of a range, where searches, notes of tasks and observations were not decided here.
    void add(Row row) throws IOException {
      if (RecordKind.find(row.text(Column.KIND))
          .filter(kind -> !kind.isDecidedHere())
          .isPresent()) {
        return;
      }
      try {
        tally.add(line(row));
      } catch (UnreadableRecord e) {
        tally.add(
            new ReplayTally.Line(
                row, new Replay.Impossible("the record cannot be read: " + e.text())));
      }
    }

    ReplayTally.Line line(Row row) throws IOException, UnreadableRecord {
      Replayer replayer = replayers.of(row);
      Replay replay =
          bundle.isPresent() ? replayer.replay(row, bundle.get()) : replayer.replay(row);
      return new ReplayTally.Line(row, replay);
    }
  }
}
