package dev.remit.cli.terminal;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Objects;

/// The three streams of a run and whether its output may be coloured.
///
/// `out` carries the answer and nothing else; diagnostics and progress go to `err`. Used by one
/// thread at a time.
public record Terminal(InputStream in, PrintWriter out, PrintWriter err, boolean colour) {
  public Terminal {
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
  }

  public String bold(String text) {
    return styled("1", text);
  }

  public String green(String text) {
    return styled("32", text);
  }

  public String red(String text) {
    return styled("31", text);
  }

  public String yellow(String text) {
    return styled("33", text);
  }

  public String dim(String text) {
    return styled("2", text);
  }

  private String styled(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  public void flush() {
    out.flush();
    err.flush();
  }
}
