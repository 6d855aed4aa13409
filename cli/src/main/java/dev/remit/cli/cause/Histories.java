package dev.remit.cli.cause;

import dev.remit.cli.log.DataOption;
import dev.remit.cli.log.PartOptions;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.cause.History;

/// Reads the records of a data folder into a history.
final class Histories {
  private Histories() {}

  static History read(Terminal terminal, DataOption data, PartOptions part, History history)
      throws Fault {
    data.visit(terminal, part, history::add);
    if (!history.isWhole()) {
      terminal
          .err()
          .println(
              "there is more than is looked at together; a narrower window (`--since`, `--until`)"
                  + " shows what was left out");
    }
    return history;
  }
}
