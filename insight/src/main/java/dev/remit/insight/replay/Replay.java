package dev.remit.insight.replay;

import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.EngineVersion;
import dev.remit.pdp.record.DecisionRecord;
import java.util.Objects;

/// What evaluating a recorded decision again came to.
public sealed interface Replay {
  /// It was evaluated on `inputs` that were all there. Another engine may answer differently with
  /// good reason, so [#isSameEngine] belongs to the answer.
  record Evaluated(DecisionRecord then, Decision now) implements Replay {
    public Evaluated {
      Objects.requireNonNull(then, "then");
      Objects.requireNonNull(now, "now");
    }

    /// Whether outcome, reasons, errors and obligations are the same, wording apart.
    public boolean isSame() {
      return then.decision().canonical().equals(now.canonical());
    }

    public boolean isSameOutcome() {
      return then.decision().isPermit() == now.isPermit();
    }

    /// Whether the engine that answers now is the one that answered then.
    public boolean isSameEngine() {
      return then.inputs().engine().equals(EngineVersion.CURRENT);
    }
  }

  /// It could not be evaluated; `text` says which input is gone.
  record Impossible(String text) implements Replay {
    public Impossible {
      Objects.requireNonNull(text, "text");
    }
  }
}
