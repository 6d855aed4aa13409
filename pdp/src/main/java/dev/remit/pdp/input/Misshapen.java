package dev.remit.pdp.input;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Span;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A part of a line of JSON that is not what it must be: which, and what to do.
final class Misshapen extends Exception {
  @Serial private static final long serialVersionUID = 1;
  private static final String CODE = "input.shape";

  private final transient Span span;
  private final String help;

  Misshapen(Span span, String message, String help) {
    super(message, null, false, false);
    this.span = span;
    this.help = help;
  }

  private void addTo(Diagnostics mistakes) {
    mistakes.add(CODE, span, String.valueOf(getMessage()), help);
  }

  /// Reads one part.
  @FunctionalInterface
  interface Part<T> {
    T read() throws Misshapen;
  }

  /// The part, or null after a mistake, which is added.
  static <T> @Nullable T collect(Diagnostics mistakes, Part<T> part) {
    try {
      return part.read();
    } catch (Misshapen e) {
      e.addTo(mistakes);
      return null;
    }
  }
}
