package dev.remit.pdp.decision;

import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.value.EntityUid;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why a decision is as it is: a determining policy, or a code that stands without one.
///
/// `policy` is null where no policy is the reason. `text` is for whoever is answered: the policy's
/// `@reason` annotation, or what happened; empty where nothing was said. `actor` is who lacked the
/// authority, of the principal and those whom it acts for; null where it acts for nobody, or nobody
/// lacked any.
public record Reason(
    ReasonCode code, @Nullable PolicyId policy, String text, @Nullable EntityUid actor) {
  public Reason {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(text, "text");
    if (code.namesPolicy() != (policy != null)) {
      throw new IllegalArgumentException(code.code() + " with policy " + policy);
    }
    if (code.kind() == ReasonCode.Kind.PERMITTED && actor != null) {
      throw new IllegalArgumentException("permitted, and " + actor + " lacked authority");
    }
  }

  public static Reason of(ReasonCode code, PolicyId policy, String text) {
    return new Reason(code, policy, text, null);
  }

  public static Reason of(ReasonCode code, String text) {
    return new Reason(code, null, text, null);
  }

  /// The same, as what `lacking` lacked; null for nobody in particular.
  public Reason of(@Nullable EntityUid lacking) {
    return new Reason(code, policy, text, lacking);
  }

  /// As in: for User::"alice": no permit. Empty where nobody in particular lacked authority.
  public String forActor() {
    return actor == null ? "" : "for " + actor + ": ";
  }

  /// Code, policy and actor, without the text: what replay compares.
  public String canonical() {
    String what = policy == null ? code.code() : code.code() + ":" + policy;
    return actor == null ? what : what + "@" + actor;
  }
}
