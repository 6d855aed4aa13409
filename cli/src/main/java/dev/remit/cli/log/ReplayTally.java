package dev.remit.cli.log;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.replay.Replay;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What replaying some records came to: counts, and the first of those that are not the same.
final class ReplayTally {
  /// Lines that are kept to be shown.
  static final int LINES_MAX = 20;

  private final List<Line> shown = new ArrayList<>();
  private long same;
  private long permitToDeny;
  private long denyToPermit;
  private long otherReasons;
  private long impossible;
  private long otherEngine;

  /// One record and what replaying it came to.
  record Line(Row row, Replay replay) {}

  void add(Line line) {
    switch (line.replay()) {
      case Replay.Impossible _ -> {
        impossible++;
        show(line);
      }
      case Replay.Evaluated evaluated -> add(line, evaluated);
    }
  }

  private void add(Line line, Replay.Evaluated evaluated) {
    otherEngine += evaluated.isSameEngine() ? 0 : 1;
    if (evaluated.isSame()) {
      same++;
      return;
    }
    if (evaluated.isSameOutcome()) {
      otherReasons++;
    } else if (evaluated.now().isPermit()) {
      denyToPermit++;
    } else {
      permitToDeny++;
    }
    show(line);
  }

  private void show(Line line) {
    if (shown.size() < LINES_MAX) {
      shown.add(line);
    }
  }

  long total() {
    return same + differing() + impossible;
  }

  long differing() {
    return permitToDeny + denyToPermit + otherReasons;
  }

  long impossible() {
    return impossible;
  }

  void print(Terminal terminal) {
    for (Line line : shown) {
      terminal.out().println(text(line));
    }
    terminal
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%,d taken again: %,d the same, %,d from permit to deny, %,d from deny to permit,"
                    + " %,d for other reasons, %,d not possible",
                total(),
                same,
                permitToDeny,
                denyToPermit,
                otherReasons,
                impossible));
    if (otherEngine > 0) {
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%,d of them were decided by another engine, so a difference may be the engine's",
                  otherEngine));
    }
  }

  private static String text(Line line) {
    String id = line.row().uuid(Column.ID).toString();
    return switch (line.replay()) {
      case Replay.Impossible(String text) -> id + "  not possible: " + text;
      case Replay.Evaluated evaluated ->
          id
              + "  then "
              + evaluated.then().decision().canonical()
              + "\n"
              + " ".repeat(id.length())
              + "  now  "
              + evaluated.now().canonical();
    };
  }

  void printJson(Terminal terminal) {
    terminal
        .out()
        .println(
            JsonWriter.pretty(
                Json.object(
                    number("total", total()),
                    number("same", same),
                    number("permitToDeny", permitToDeny),
                    number("denyToPermit", denyToPermit),
                    number("otherReasons", otherReasons),
                    number("impossible", impossible),
                    number("otherEngine", otherEngine),
                    Json.Member.of(
                        "examples", Json.array(shown.stream().map(ReplayTally::json).toList())))));
  }

  private static Json json(Line line) {
    Json.Member id = Json.Member.of("id", Json.string(line.row().uuid(Column.ID).toString()));
    return switch (line.replay()) {
      case Replay.Impossible(String text) ->
          Json.object(id, Json.Member.of("impossible", Json.string(text)));
      case Replay.Evaluated evaluated ->
          Json.object(
              id,
              Json.Member.of("then", Json.string(evaluated.then().decision().canonical())),
              Json.Member.of("now", Json.string(evaluated.now().canonical())));
    };
  }

  private static Json.Member number(String name, long value) {
    return Json.Member.of(name, Json.integer(value));
  }
}
