package dev.remit.cli.log;

import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.terminal.Terminal;
import dev.remit.store.export.TableJson;
import dev.remit.store.row.Row;

/// Records as machines read them: a line of JSON for each, with every column.
final class RecordLines implements RecordPrinter {
  private final Terminal terminal;

  RecordLines(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void print(Row row) {
    terminal.out().println(JsonWriter.compact(TableJson.of(row)));
  }

  @Override
  public void flush() {
    terminal.out().flush();
  }
}
