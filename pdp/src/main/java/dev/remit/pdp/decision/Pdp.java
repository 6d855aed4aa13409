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
import dev.remit.cedar.schema.ActionType;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.delegation.Delegation;
import dev.remit.pdp.delegation.Standing;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.task.BundleEffects;
import dev.remit.pdp.task.Effects;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides. Every request of the inputs must be permitted, to the principal and to everyone whom it
/// acts for, and a forbid that cannot be evaluated denies, with its error as the reason. A permit
/// that determines several of the answers is one reason.
public final class Pdp {
  private final Bundle bundle;
  private final Entities entities;
  private final Set<Reason> denials = new LinkedHashSet<>();
  private final Set<PolicyId> permits = new LinkedHashSet<>();
  private final Set<EvaluationError> errors = new LinkedHashSet<>();

  /// For one decision.
  private Pdp(Bundle bundle, Entities entities) {
    this.bundle = bundle;
    this.entities = entities;
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
        yield new Pdp(bundle, Overlay.apply(mapped.overlay(), seen)).rule(inputs, mapped);
      }
    };
  }

  /// The same, for one of many questions at one instant, on entities as [Snapshot#seen] has them.
  public static Decision decideSeen(
      DecisionInputs inputs, MappedRequest.Mapped mapped, Bundle bundle, Entities seen) {
    return new Pdp(bundle, Overlay.apply(mapped.overlay(), seen)).rule(inputs, mapped).decision();
  }

  /// Why each request of the inputs came to what it did: those of the principal for each resource,
  /// then those of each whom it acts for. None for a refused one or for a search, and none where it
  /// lacks a delegator. Costs far more than a decision.
  public static List<Explanation> explain(DecisionInputs inputs, Bundle bundle, Snapshot snapshot) {
    return switch (inputs.mapped()) {
      case MappedRequest.Refused _ -> List.of();
      case MappedRequest.Mapped _ when inputs.isSearch() -> List.of();
      case MappedRequest.Mapped mapped -> {
        Entities seen = snapshot.seen(bundle, inputs.now());
        Entities entities = Overlay.apply(mapped.overlay(), seen);
        yield asked(inputs, mapped, bundle)
            .flatMap(actor -> inputs.requests(actor).stream())
            .map(request -> bundle.engine().explain(request, entities))
            .toList();
      }
    };
  }

  private static Stream<EntityUid> asked(
      DecisionInputs inputs, MappedRequest.Mapped mapped, Bundle bundle) {
    Delegation delegation = bundle.manifest().delegation();
    return delegation.standing(mapped.principal(), inputs.provenance())
            instanceof Standing.Asked(List<EntityUid> delegators)
        ? Stream.concat(
            Stream.of(mapped.principal()),
            delegators.stream().filter(one -> applies(bundle, mapped.action(), one)))
        : Stream.empty();
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

  private Ruled rule(DecisionInputs inputs, MappedRequest.Mapped mapped) {
    Delegation delegation = bundle.manifest().delegation();
    return switch (delegation.standing(mapped.principal(), inputs.provenance())) {
      case Standing.Asked(List<EntityUid> delegators) -> rule(inputs, mapped, delegators);
      case Standing.NoDelegator _ ->
          Ruled.denied(
              Reason.of(
                  ReasonCode.NO_DELEGATOR,
                  "`%s` acts for others, and no validated token says for whom; send one with `act`, or a transaction token"
                      .formatted(mapped.principal().type())));
      case Standing.TooDeep(int found, int max) ->
          Ruled.denied(
              Reason.of(
                  ReasonCode.TOO_DEEP,
                  "it acts for %d, one for another, more than %d".formatted(found, max)));
      case Standing.ForNobody(EntityUid agent) ->
          Ruled.denied(
              Reason.of(
                      ReasonCode.FOR_NOBODY,
                      "a token says that it acts for somebody, and a `%s` never does"
                          .formatted(agent.type()))
                  .of(agent));
    };
  }

  /// Nobody is named as lacking authority where the principal acts for itself.
  private Ruled rule(
      DecisionInputs inputs, MappedRequest.Mapped mapped, List<EntityUid> delegators) {
    List<Request> own = inputs.requests(mapped.principal());
    ask(own, delegators.isEmpty() ? null : mapped.principal());
    for (EntityUid delegator : delegators) {
      if (applies(bundle, mapped.action(), delegator)) {
        ask(inputs.requests(delegator), delegator);
      } else {
        denials.add(
            Reason.of(
                    ReasonCode.NO_PERMIT,
                    "%s is nothing that a `%s` can do".formatted(mapped.action(), delegator.type()))
                .of(delegator));
      }
    }
    return denials.isEmpty()
        ? permitted(own)
        : new Ruled(new Decision.Deny(List.copyOf(denials), List.copyOf(errors)), Effects.NONE);
  }

  /// A denial all the same where the effects cannot be said, which are those on what was asked for
  /// the principal.
  private Ruled permitted(List<Request> requests) {
    List<EvaluationError> met = List.copyOf(errors);
    return switch (bundle.effects().reckon(permits, requests, entities)) {
      case BundleEffects.Reckoned.Sum(Effects effects) -> new Ruled(permit(permits, met), effects);
      case BundleEffects.Reckoned.Failed(PolicyId policy, String message) -> {
        Reason reason =
            policy == null
                ? Reason.of(ReasonCode.UNCLASSIFIED, message)
                : Reason.of(ReasonCode.EFFECT_ERROR, policy, message);
        yield new Ruled(new Decision.Deny(List.of(reason), met), Effects.NONE);
      }
    };
  }

  /// Whether the schema lets a principal of that type be asked about; what it does not declare, it
  /// does not forbid.
  private static boolean applies(Bundle bundle, EntityUid action, EntityUid actor) {
    ActionType declared = bundle.schema().findAction(action);
    return declared == null || declared.principals().contains(actor.type());
  }

  private void ask(List<Request> requests, @Nullable EntityUid named) {
    for (Request request : requests) {
      Response response = bundle.engine().authorize(request, entities);
      for (PolicyError error : response.errors()) {
        errors.add(EvaluationError.of(error));
      }
      List<Reason> denied = denials(response);
      for (Reason reason : denied) {
        denials.add(named == null ? reason : reason.of(named));
      }
      if (denied.isEmpty()) {
        permits.addAll(response.reasons());
      }
    }
  }

  /// Empty if the request is permitted.
  private List<Reason> denials(Response response) {
    if (response.permitted() && response.errors().isEmpty()) {
      return List.of();
    }
    List<Reason> reasons = new ArrayList<>();
    if (!response.permitted()) {
      for (PolicyId id : response.reasons()) {
        reasons.add(Reason.of(ReasonCode.FORBIDDEN, id, text(policy(id))));
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
      Policy policy = policy(id);
      reasons.add(Reason.of(ReasonCode.PERMITTED, id, text(policy)));
      policy.annotation("obligation").ifPresent(obligations::add);
    }
    return new Decision.Permit(reasons, errors, List.copyOf(obligations));
  }

  private static String text(Policy policy) {
    return policy.annotation("reason").orElse("");
  }

  private Policy policy(PolicyId id) {
    return Objects.requireNonNull(bundle.policies().policies().get(id), () -> "no policy " + id);
  }
}
