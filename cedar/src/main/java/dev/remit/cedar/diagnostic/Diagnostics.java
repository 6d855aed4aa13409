package dev.remit.cedar.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The mistakes found so far in one source; those past a maximum are dropped. For one thread.
public final class Diagnostics {
  private final Source source;
  private final int max;
  private final List<Diagnostic> found = new ArrayList<>();

  public Diagnostics(Source source, int max) {
    this.source = Objects.requireNonNull(source, "source");
    this.max = max;
  }

  public Source source() {
    return source;
  }

  public void add(String code, Span span, String message, String help) {
    if (!isFull()) {
      found.add(new Diagnostic(code, source, span, message, help));
    }
  }

  /// Whether there is no use in looking for more.
  public boolean isFull() {
    return found.size() >= max;
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /// In the order of the text.
  public List<Diagnostic> found() {
    return found.stream()
        .sorted(Comparator.comparingInt(diagnostic -> diagnostic.span().start()))
        .toList();
  }

  /// Throws what was found, if anything was.
  public void refuseIfAny() throws SyntaxException {
    if (!found.isEmpty()) {
      throw refused();
    }
  }

  /// What was found, which is at least one mistake.
  public SyntaxException refused() {
    return new SyntaxException(found());
  }

  /// What was found, with one more mistake after which reading cannot go on. It is kept even where
  /// the maximum is reached.
  public SyntaxException stop(String code, Span span, String message, String help) {
    found.add(new Diagnostic(code, source, span, message, help));
    return new SyntaxException(found());
  }
}
