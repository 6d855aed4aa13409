package dev.remit.cedar.engine;

import dev.remit.cedar.policy.Condition;
import java.util.Objects;

/// One `when` or `unless` of a policy: whether it held, and how its body was evaluated.
public record ClauseExplanation(Condition condition, Verdict verdict, Trace body) {
  public ClauseExplanation {
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(body, "body");
  }

  /// What became of a clause.
  public enum Verdict {
    HOLDS("holds"),
    FAILS("fails"),
    ERRORED("errored"),
    /// An earlier clause, or the scope, decided already.
    NOT_EVALUATED("not evaluated");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
