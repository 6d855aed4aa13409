package dev.remit.cli.input;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.json.RequestJson;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Many requests, one JSON object a line; empty lines are skipped.
public final class RequestLines {
  private final Source source;
  private final @Nullable Schema schema;
  private final List<Line> lines = new ArrayList<>();
  private int number;
  private final List<Diagnostic> mistakes = new ArrayList<>();

  private RequestLines(Source source, Optional<Schema> schema) {
    this.source = source;
    this.schema = schema.orElse(null);
  }

  /// In the order of the lines, contexts read by `schema` if there is one. Throws with the mistakes
  /// of all lines.
  public static List<Line> read(Source source, Optional<Schema> schema) throws SyntaxException {
    return new RequestLines(source, schema).read();
  }

  private List<Line> read() throws SyntaxException {
    String text = source.text();
    int start = 0;
    while (start < text.length() && mistakes.size() < Limits.DIAGNOSTICS_MAX) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      line(start, text.substring(start, end));
      start = end + 1;
    }
    if (!mistakes.isEmpty()) {
      throw new SyntaxException(mistakes);
    }
    return List.copyOf(lines);
  }

  private void line(int start, String line) {
    number++;
    if (line.isBlank()) {
      return;
    }
    try {
      lines.add(new Line(number, RequestJson.read(new Source(source.name(), line), schema)));
    } catch (SyntaxException e) {
      e.diagnostics().forEach(mistake -> mistakes.add(shifted(mistake, start)));
    }
  }

  /// A mistake of a line as one of the whole text.
  private Diagnostic shifted(Diagnostic mistake, int by) {
    Span span = Span.of(mistake.span().start() + by, mistake.span().end() + by);
    return new Diagnostic(mistake.code(), source, span, mistake.message(), mistake.help());
  }

  /// A request and the number of its line, from 1.
  public record Line(int number, Request request) {
    public Line {
      Objects.requireNonNull(request, "request");
    }
  }
}
