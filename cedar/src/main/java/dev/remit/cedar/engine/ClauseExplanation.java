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

  /// What became of a clause. The codes are API.
  public enum Verdict {
    HOLDS("holds", "holds"),
    FAILS("fails", "fails"),
    ERRORED("errored", "errored"),
    /// An earlier clause, or the scope, decided already.
    NOT_EVALUATED("not-evaluated", "not evaluated");

    private final String code;
    private final String text;

    Verdict(String code, String text) {
      this.code = code;
      this.text = text;
    }

    public String code() {
      return code;
    }

    /// For people.
    public String text() {
      return text;
    }
  }
}
