package dev.remit.cli;

import dev.remit.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/// One run of `remit` in this process: what it answered and what it printed.
record Run(int code, String out, String err) {
  static Run of(String... arguments) {
    return withInput("", arguments);
  }

  static Run withInput(String stdin, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            false);
    int code = Main.run(terminal, arguments);
    return new Run(code, out.toString(), err.toString());
  }

  /// Everything, for a golden file.
  String transcript() {
    return out + (err.isEmpty() ? "" : "--- stderr ---\n" + err) + "--- exit " + code + " ---\n";
  }
}
