package dev.remit.cli.log;

import dev.remit.cli.terminal.Terminal;
import dev.remit.store.row.Row;

/// Prints records one after the other.
sealed interface RecordPrinter permits RecordTable, RecordLines {
  void print(Row row);

  /// Prints all that was handed over so far.
  void flush();

  static RecordPrinter of(Terminal terminal, boolean json) {
    return json ? new RecordLines(terminal) : new RecordTable(terminal);
  }
}
