package dev.remit.cedar.diagnostic;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// A text that was refused, with every mistake found in it, in the order of the text.
public final class SyntaxException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<Diagnostic> diagnostics;

  /// Throws [IllegalArgumentException] if `diagnostics` is empty.
  public SyntaxException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::headline).collect(Collectors.joining("\n")));
    if (diagnostics.isEmpty()) {
      throw new IllegalArgumentException("no diagnostic");
    }
    this.diagnostics = List.copyOf(diagnostics);
  }

  /// At least one.
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
