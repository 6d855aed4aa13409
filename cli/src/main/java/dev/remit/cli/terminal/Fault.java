package dev.remit.cli.terminal;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.SyntaxException;
import java.io.Serial;
import java.util.List;
import java.util.Optional;

/// A mistake of the user that ends the command, already in words for people: each line as `where:
/// what happened; what to do`.
public final class Fault extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<String> messages;

  /// Messages in the order they are to be printed, at least one; each may hold several lines.
  public Fault(List<String> messages) {
    super(String.join("\n", messages));
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("no message");
    }
    this.messages = List.copyOf(messages);
  }

  public Fault(String message) {
    this(List.of(message));
  }

  public static Fault of(List<Diagnostic> diagnostics) {
    return new Fault(diagnostics.stream().map(Diagnostic::render).toList());
  }

  public static Fault of(SyntaxException refused) {
    return of(refused.diagnostics());
  }

  /// All of them as one, or empty if there is none.
  public static Optional<Fault> merge(List<Fault> faults) {
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fault(faults.stream().flatMap(fault -> fault.messages.stream()).toList()));
  }

  /// At least one.
  public List<String> messages() {
    return messages;
  }
}
