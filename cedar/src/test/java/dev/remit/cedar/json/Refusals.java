package dev.remit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import java.util.List;

/// What a reader says about a text that it must refuse.
final class Refusals {
  private Refusals() {}

  /// One of the readers.
  interface Reader {
    Object read(Source source) throws SyntaxException;
  }

  /// The headlines, in order; the file is `a.json`.
  static List<String> of(Reader reader, String text) {
    return diagnostics(reader, text).stream().map(Diagnostic::headline).toList();
  }

  static List<Diagnostic> diagnostics(Reader reader, String text) {
    SyntaxException refused =
        catchThrowableOfType(SyntaxException.class, () -> reader.read(new Source("a.json", text)));
    assertThat(refused).as("accepted: %s", text).isNotNull();
    return refused.diagnostics();
  }
}
