package dev.remit.server.http;

import java.io.Serial;
import java.util.Objects;

/// A call cannot be answered, and the caller is told why.
public final class Refused extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public Refused(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = Objects.requireNonNull(problem, "problem");
  }

  public Problem problem() {
    return problem;
  }
}
