package dev.remit.pdp.decision;

import dev.remit.cedar.policy.PolicyId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why a decision is as it is: a determining policy, or a code that stands without one.
///
/// `policy` is null where no policy is the reason. `text` is for whoever is answered: the policy's
/// `@reason` annotation, or what happened; empty where nothing was said.
public record Reason(ReasonCode code, @Nullable PolicyId policy, String text) {
  public Reason {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(text, "text");
    boolean named =
        switch (code) {
          case PERMITTED, FORBIDDEN, FORBID_ERROR, STALE, EFFECT_ERROR -> true;
          case NO_PERMIT,
              UNMAPPED,
              REFUSED,
              NO_PRINCIPAL,
              CREDENTIAL_REFUSED,
              TASK_ENDED,
              TASK_REFUSED,
              UNCLASSIFIED,
              TASK_LIMIT,
              TASK_CONFLICT,
              KEY_REUSED,
              TASK_NOTED,
              SEARCHED,
              NOT_RECORDED ->
              false;
        };
    if (named != (policy != null)) {
      throw new IllegalArgumentException(code.code() + " with policy " + policy);
    }
  }

  public static Reason of(ReasonCode code, PolicyId policy, String text) {
    return new Reason(code, policy, text);
  }

  public static Reason of(ReasonCode code, String text) {
    return new Reason(code, null, text);
  }

  /// Code and policy, without the text: what replay compares.
  public String canonical() {
    return policy == null ? code.code() : code.code() + ":" + policy;
  }
}
