package dev.remit.pdp.decision;

import dev.remit.cedar.engine.ErrorCode;
import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.engine.PolicyError;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.engine.Response;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.task.BundleEffects;
import dev.remit.pdp.task.Effects;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Decides. Every request of the inputs must be permitted, and a forbid that cannot be evaluated
/// denies, with its error as the reason.
public final class Pdp {
  private final Bundle bundle;

  private Pdp(Bundle bundle) {
    this.bundle = bundle;
  }

  /// The answer for these inputs; equal inputs, bundle and snapshot give an equal one. Whether the
  /// inputs were made for this bundle and snapshot is the caller's to know: asking another bundle
  /// is how a change of policy is tried on history. A search is no question with an answer: it is
  /// denied with the code `searched`.
  public static Decision decide(DecisionInputs inputs, Bundle bundle, Snapshot snapshot) {
    return rule(inputs, bundle, snapshot).decision();
  }

  /// The same, with what it does to the task of the request.
  public static Ruled rule(DecisionInputs inputs, Bundle bundle, Snapshot snapshot) {
    return switch (inputs.mapped()) {
      case MappedRequest.Refused refused -> Ruled.denied(reason(refused));
      case MappedRequest.Mapped _ when inputs.isSearch() ->
          Ruled.denied(Reason.of(ReasonCode.SEARCHED, ""));
      case MappedRequest.Mapped mapped -> {
        Entities seen = snapshot.seen(bundle, inputs.now());
        yield new Pdp(bundle).rule(inputs.requests(), Overlay.apply(mapped.overlay(), seen));
      }
    };
  }

  /// The same, for one of many questions at one instant, on entities as [Snapshot#seen] has them.
  public static Decision decideSeen(
      DecisionInputs inputs, MappedRequest.Mapped mapped, Bundle bundle, Entities seen) {
    return new Pdp(bundle)
        .rule(inputs.requests(), Overlay.apply(mapped.overlay(), seen))
        .decision();
  }

  /// Why each request of the inputs came to what it did, in order; none for a refused one or for a
  /// search. Costs far more than a decision.
  public static List<Explanation> explain(DecisionInputs inputs, Bundle bundle, Snapshot snapshot) {
    return switch (inputs.mapped()) {
      case MappedRequest.Refused _ -> List.of();
      case MappedRequest.Mapped _ when inputs.isSearch() -> List.of();
      case MappedRequest.Mapped mapped -> {
        Entities seen = snapshot.seen(bundle, inputs.now());
        Entities entities = Overlay.apply(mapped.overlay(), seen);
        yield inputs.requests().stream()
            .map(request -> bundle.engine().explain(request, entities))
            .toList();
      }
    };
  }

  private static Reason reason(MappedRequest.Refused refused) {
    ReasonCode code =
        switch (refused.code()) {
          case UNMAPPED -> ReasonCode.UNMAPPED;
          case UNACCEPTABLE -> ReasonCode.REFUSED;
          case NO_PRINCIPAL -> ReasonCode.NO_PRINCIPAL;
          case CREDENTIAL -> ReasonCode.CREDENTIAL_REFUSED;
          case TASK_ENDED -> ReasonCode.TASK_ENDED;
          case TASK_TOKEN -> ReasonCode.TASK_REFUSED;
          case TASK_LIMIT -> ReasonCode.TASK_LIMIT;
          case TASK_CONFLICT -> ReasonCode.TASK_CONFLICT;
          case KEY_REUSED -> ReasonCode.KEY_REUSED;
          case TASK_NOTED -> ReasonCode.TASK_NOTED;
        };
    return Reason.of(code, refused.text());
  }

  private Ruled rule(List<Request> requests, Entities entities) {
    Set<Reason> denials = new LinkedHashSet<>();
    Set<PolicyId> permits = new LinkedHashSet<>();
    Set<EvaluationError> errors = new LinkedHashSet<>();
    for (Request request : requests) {
      Response response = bundle.engine().authorize(request, entities);
      for (PolicyError error : response.errors()) {
        errors.add(EvaluationError.of(error));
      }
      List<Reason> denied = denials(response);
      denials.addAll(denied);
      if (denied.isEmpty()) {
        permits.addAll(response.reasons());
      }
    }
    return denials.isEmpty()
        ? permitted(permits, List.copyOf(errors), requests, entities)
        : new Ruled(new Decision.Deny(List.copyOf(denials), List.copyOf(errors)), Effects.NONE);
  }

  /// A denial all the same where the effects cannot be said.
  private Ruled permitted(
      Set<PolicyId> permits,
      List<EvaluationError> errors,
      List<Request> requests,
      Entities entities) {
    return switch (bundle.effects().reckon(permits, requests, entities)) {
      case BundleEffects.Reckoned.Sum(Effects effects) ->
          new Ruled(permit(permits, errors), effects);
      case BundleEffects.Reckoned.Failed(PolicyId policy, String message) -> {
        Reason reason =
            policy == null
                ? Reason.of(ReasonCode.UNCLASSIFIED, message)
                : Reason.of(ReasonCode.EFFECT_ERROR, policy, message);
        yield new Ruled(new Decision.Deny(List.of(reason), errors), Effects.NONE);
      }
    };
  }

  /// Empty if the request is permitted.
  private List<Reason> denials(Response response) {
    if (response.permitted() && response.errors().isEmpty()) {
      return List.of();
    }
    List<Reason> reasons = new ArrayList<>();
    if (!response.permitted()) {
      for (PolicyId id : response.reasons()) {
        reasons.add(Reason.of(ReasonCode.FORBIDDEN, id, text(id)));
      }
    }
    for (PolicyError error : response.errors()) {
      if (policy(error.policy()).effect() == Effect.FORBID) {
        reasons.add(unevaluated(error, ReasonCode.FORBID_ERROR));
      }
    }
    if (!response.permitted() && reasons.isEmpty()) {
      reasons.add(Reason.of(ReasonCode.NO_PERMIT, ""));
      response.errors().stream()
          .filter(error -> error.code() == ErrorCode.WITHHELD)
          .forEach(error -> reasons.add(unevaluated(error, ReasonCode.STALE)));
    }
    return reasons;
  }

  private static Reason unevaluated(PolicyError error, ReasonCode otherwise) {
    ReasonCode code = error.code() == ErrorCode.WITHHELD ? ReasonCode.STALE : otherwise;
    String text = "the policy could not be evaluated: " + error.message();
    return Reason.of(code, error.policy(), text);
  }

  private Decision permit(Set<PolicyId> permits, List<EvaluationError> errors) {
    List<Reason> reasons = new ArrayList<>(permits.size());
    Set<String> obligations = new LinkedHashSet<>();
    for (PolicyId id : permits) {
      reasons.add(Reason.of(ReasonCode.PERMITTED, id, text(id)));
      policy(id).annotation("obligation").ifPresent(obligations::add);
    }
    return new Decision.Permit(reasons, errors, List.copyOf(obligations));
  }

  private String text(PolicyId id) {
    return policy(id).annotation("reason").orElse("");
  }

  private Policy policy(PolicyId id) {
    return Objects.requireNonNull(bundle.policies().policies().get(id), () -> "no policy " + id);
  }
}
