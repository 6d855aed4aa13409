package dev.remit.server.source;

import dev.remit.cedar.diagnostic.Diagnostic;
import java.io.Serial;
import java.util.List;

/// Why a source was not pulled. What was pulled before stays, and ages.
final class SourceFault extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final Kind kind;
  private final transient List<Diagnostic> mistakes;

  /// Whose fault it is.
  enum Kind {
    /// It could not be asked, or did not answer.
    UNREACHABLE,
    /// Its answer is not what it may be.
    REFUSED,
    /// Our disk.
    STORAGE
  }

  SourceFault(Kind kind, String message) {
    this(kind, message, List.of());
  }

  SourceFault(Kind kind, String message, List<Diagnostic> mistakes) {
    super(message);
    this.kind = kind;
    this.mistakes = List.copyOf(mistakes);
  }

  Kind kind() {
    return kind;
  }

  /// Of an answer that does not read; none otherwise.
  List<Diagnostic> mistakes() {
    return mistakes;
  }

  /// Never null; one line, without the name of the source.
  String text() {
    return String.valueOf(getMessage());
  }
}
