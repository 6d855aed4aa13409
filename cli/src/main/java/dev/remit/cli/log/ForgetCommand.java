package dev.remit.cli.log;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.ValueJson;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.terminal.TextTable;
import dev.remit.cli.terminal.TextTable.Cell;
import dev.remit.cli.terminal.TextTable.Head;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.keys.KeyFolder;
import dev.remit.store.keys.KeyId;
import dev.remit.store.keys.KeyLookup;
import dev.remit.store.keys.KeyScope;
import dev.remit.store.query.Moment;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit log forget`: destroys keys of encrypted fields.
@Command(
    name = "forget",
    description = {
      "Destroys keys, so that encrypted fields of an identity or of a time are gone for good.",
      "Lists the keys, and destroys them only with `--yes`; nothing may be writing then. Records"
          + " stay and `remit log verify` still checks them, but what was encrypted under these"
          + " keys can never be read or replayed again."
    },
    footer = {
      "",
      "A key is that of a principal, asking for a user, in a month (UTC, of the decision). All"
          + " filters must match. A key is overwritten and deleted, and a note says when and as"
          + " which user of this machine. Who asks both for themselves and through agents is"
          + " forgotten in two runs: as `--principal`, and as `--user`.",
      "",
      "This does not reach copies of `keys/` (`remit backup` makes none), snapshots of the file"
          + " system or the machine, nor what an SSD or a copying file system keeps of overwritten"
          + " blocks. Principals, users and resources are never encrypted, and stay in records.",
      "",
      "Exit code: 0, also if there was nothing to destroy; 1 if the folder cannot be used, or a"
          + " filter is at fault.",
      "",
      "Examples:",
      "  remit log forget --user emma",
      "  remit log forget --principal 'Agent::\"bookkeeper\"' --yes",
      "  remit log forget --data audit --before 2026-01-01 --yes --json"
    })
public final class ForgetCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--principal",
      paramLabel = "ENTITY",
      description = "Who asked: `T::\"id\"`, or the id alone.")
  private @Nullable String principal;

  @Option(names = "--user", paramLabel = "USER", description = "For which user they asked.")
  private @Nullable String user;

  @Option(names = "--tenant", paramLabel = "TENANT", description = "Of which tenant.")
  private @Nullable String tenant;

  @Option(
      names = "--before",
      paramLabel = "DATE",
      description = "Months that ended by then: a day (UTC), an instant, or how long ago: 400d.")
  private @Nullable String before;

  @Option(names = "--yes", description = "Destroy the keys; without it they are only listed.")
  private boolean yes;

  @Option(names = "--json", description = "Print the keys as JSON.")
  private boolean json;

  public ForgetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    Predicate<KeyScope> whose = whose();
    Instant end = end();
    data.read();
    try (DataFolder folder = yes ? data.own() : data.read()) {
      KeyFolder keys = new KeyFolder(folder.disk());
      List<KeyLookup> chosen = chosen(keys.list(), whose, end);
      if (yes && !chosen.isEmpty()) {
        keys.destroy(
            chosen.stream().map(KeyLookup::id).toList(),
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
            System.getProperty("user.name", "unknown"));
      }
      if (json) {
        terminal.out().println(JsonWriter.pretty(json(chosen)));
      } else {
        print(chosen);
      }
      return ExitCode.OK;
    } catch (DataFault e) {
      throw new Fault(e.text());
    } catch (IOException e) {
      throw new Fault(
          "keys: cannot be read or destroyed ("
              + e.getMessage()
              + "); check the disk and run this again");
    }
  }

  private Predicate<KeyScope> whose() throws Fault {
    if (principal == null && user == null && tenant == null && before == null) {
      throw new Fault(
          "remit log forget: it is not said what to forget; add `--principal`, `--user`, `--tenant`"
              + " or `--before`");
    }
    Predicate<KeyScope> whose =
        principal == null
            ? _ -> true
            : EntityText.<Predicate<KeyScope>>read(
                "--principal",
                principal,
                uid -> scope -> scope.principal().equals(uid),
                id -> scope -> scope.principal().id().equals(id));
    return whose
        .and(scope -> user == null || user.equals(scope.user()))
        .and(scope -> tenant == null || tenant.equals(scope.tenant()));
  }

  private Instant end() throws Fault {
    return before == null
        ? Instant.MAX
        : Moment.start(before, Clock.systemUTC().instant())
            .orElseThrow(() ->
                new Fault(
                    "--before: `"
                        + before
                        + "` is no time; write 2026-01-01, or how long ago as"
                        + " 400d"));
  }

  /// Of a damaged key nobody can say whose it is, so that only a filter by time may choose it.
  private List<KeyLookup> chosen(List<KeyLookup> all, Predicate<KeyScope> whose, Instant end) {
    boolean anybody = principal == null && user == null && tenant == null;
    List<KeyLookup> chosen = new ArrayList<>();
    for (KeyLookup key : all) {
      switch (key) {
        case KeyLookup.Found found -> {
          if (whose.test(found.key().scope()) && isOver(key.id(), end)) {
            chosen.add(key);
          }
        }
        case KeyLookup.Damaged damaged -> {
          if (anybody && isOver(key.id(), end)) {
            chosen.add(key);
          } else {
            terminal
                .err()
                .println(
                    "key "
                        + key.id()
                        + ": is damaged ("
                        + damaged.why()
                        + "), so nobody can say whose it is; `--before` alone destroys it");
          }
        }
        case KeyLookup.Destroyed _, KeyLookup.Gone _ -> {}
      }
    }
    chosen.sort(
        Comparator.comparing((KeyLookup key) -> key.id().month())
            .thenComparing(key -> String.join(" ", whose(key)))
            .thenComparing(key -> key.id().value()));
    return chosen;
  }

  private static boolean isOver(KeyId id, Instant end) {
    return end.equals(Instant.MAX)
        || !id.month().plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(end);
  }

  private void print(List<KeyLookup> keys) {
    if (keys.isEmpty()) {
      terminal.out().println("no key matches");
      return;
    }
    TextTable table =
        new TextTable(
            terminal,
            List.of(
                new Head("month", false),
                new Head("principal", false),
                new Head("user", false),
                new Head("tenant", false),
                new Head("key", false)));
    for (KeyLookup key : keys) {
      List<String> whose = whose(key);
      table.add(
          List.of(
              Cell.of(key.id().month().toString()),
              Cell.of(whose.get(0)),
              Cell.of(whose.get(1)),
              Cell.of(whose.get(2)),
              new Cell(key.id().value(), terminal::dim)));
    }
    table.flush();
    String count =
        String.format(Locale.ROOT, "%,d key%s", keys.size(), keys.size() == 1 ? "" : "s");
    terminal
        .out()
        .println(yes ? "destroyed " + count : "would destroy " + count + "; add `--yes` to do it");
  }

  /// Principal, user and tenant.
  private static List<String> whose(KeyLookup key) {
    if (key instanceof KeyLookup.Found found) {
      KeyScope scope = found.key().scope();
      String user = scope.user() == null ? "-" : scope.user();
      return List.of(scope.principal().toString(), user, scope.tenant());
    }
    return List.of("(damaged)", "-", "-");
  }

  private Json json(List<KeyLookup> keys) {
    return Json.object(
        Member.of("destroyed", Json.bool(yes)),
        Member.of("keys", Json.array(keys.stream().map(ForgetCommand::json).toList())));
  }

  private static Json json(KeyLookup key) {
    List<Member> members = new ArrayList<>();
    members.add(Member.of("id", Json.string(key.id().value())));
    members.add(Member.of("month", Json.string(key.id().month().toString())));
    if (key instanceof KeyLookup.Found found) {
      KeyScope scope = found.key().scope();
      members.add(Member.of("tenant", Json.string(scope.tenant())));
      members.add(Member.of("principal", ValueJson.writeUid(scope.principal())));
      if (scope.user() != null) {
        members.add(Member.of("user", Json.string(scope.user())));
      }
    }
    return Json.object(members);
  }
}
