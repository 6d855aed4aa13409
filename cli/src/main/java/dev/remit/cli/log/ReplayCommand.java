package dev.remit.cli.log;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.replay.Replay;
import dev.remit.insight.replay.Replayer;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.nio.file.Path;
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
    description = {
      "Takes recorded decisions again, on the inputs of the time or on another bundle.",
      "Nothing is enforced or recorded. Where an input is gone it says which, and does not guess."
    },
    footer = {
      "",
      "Exit code: 0 if every answer is the same, 2 if any differs, 1 if any could not be taken"
          + " again.",
      "",
      "Examples:",
      "  remit log replay 019aa9a5-d2f4-7c58-9f3e-9b8f6c3f5f10",
      "  remit log replay",
      "  remit log replay --from 1000 --to 2000 --bundle policies-new"
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final int DIFFERS = 2;

  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Decisions by their ids; all of the log if none is given.")
  private List<UUID> ids = List.of();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first record; ${DEFAULT-VALUE} if not given.")
  private long from;

  @Option(names = "--to", paramLabel = "N", description = "The last record; all if not given.")
  private long to = Long.MAX_VALUE;

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
    Optional<Bundle> other = other();
    DataFolder folder = data.read();
    return LogFault.guard(
        folder,
        () -> {
          Replayer replayer = Decisions.replayer(folder);
          ReplayTally tally = new ReplayTally();
          if (ids.isEmpty()) {
            replayAll(folder, replayer, other, tally);
          }
          for (UUID id : ids) {
            tally.add(replay(Decisions.require(folder, id), replayer, other));
          }
          if (json) {
            tally.printJson(terminal);
          } else {
            tally.print(terminal);
          }
          return exitCode(tally);
        });
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

  private void replayAll(
      DataFolder folder, Replayer replayer, Optional<Bundle> other, ReplayTally tally)
      throws IOException, DamagedLog {
    new LogReader(folder.log())
        .visit(
            from,
            row -> {
              if (row.whole(Column.SEQUENCE) > to) {
                return false;
              }
              tally.add(replayOrSay(row, replayer, other));
              return true;
            });
  }

  private static ReplayTally.Line replayOrSay(Row row, Replayer replayer, Optional<Bundle> other)
      throws IOException {
    try {
      return replay(row, replayer, other);
    } catch (UnreadableRecord e) {
      return new ReplayTally.Line(
          row, new Replay.Impossible("the record cannot be read: " + e.text()));
    }
  }

  private static ReplayTally.Line replay(Row row, Replayer replayer, Optional<Bundle> other)
      throws IOException, UnreadableRecord {
    DecisionRecord record = RowRecords.of(row);
    Replay replay =
        other.isPresent() ? replayer.replay(record, other.get()) : replayer.replay(record);
    return new ReplayTally.Line(row, replay);
  }
}
