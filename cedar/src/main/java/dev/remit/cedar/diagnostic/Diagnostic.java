package dev.remit.cedar.diagnostic;

import java.util.Objects;

/// One mistake in a text: where, what happened, what to do.
///
/// `code` is stable and part of the API, as `policy.unknown-attribute`; wording is not. `message`
/// and `help` are one line each, lower case, without a full stop; `help` is empty where nothing
/// useful can be said.
public record Diagnostic(String code, Source source, Span span, String message, String help) {
  public Diagnostic {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(help, "help");
  }

  public Source.Position position() {
    return source.position(span.start());
  }

  /// `file:line:col: message; help`, in one line.
  public String headline() {
    return source.name() + ":" + position() + ": " + message + (help.isEmpty() ? "" : "; " + help);
  }

  /// The headline, then the offending line with the span underlined; where the text is empty there
  /// is nothing to show.
  public String render() {
    return source.text().isEmpty() ? headline() : headline() + "\n" + excerpt();
  }

  /// The offending line, or what stands around the span in a long one, and below it a mark under
  /// the span; both indented.
  public String excerpt() {
    return MarkedLine.of(source.text(), span).print("  ");
  }
}
