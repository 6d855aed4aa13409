package dev.remit.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sapl.api.pdp.AuthorizationSubscription;
import io.sapl.api.pdp.Decision;
import io.sapl.interpreter.InitializationException;
import io.sapl.interpreter.combinators.PolicyDocumentCombiningAlgorithm;
import io.sapl.pdp.EmbeddedPolicyDecisionPoint;
import io.sapl.pdp.PolicyDecisionPointFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// SAPL's embedded decision point with the rules in memory; subscriptions are made beforehand.
final class SaplPeer implements Peer {
  private final EmbeddedPolicyDecisionPoint decisionPoint;
  private final List<AuthorizationSubscription> subscriptions = new ArrayList<>();

  SaplPeer(MixedRules world) {
    List<String> documents = new ArrayList<>();
    for (MixedRules.Rule rule : world.rules()) {
      documents.add(
          """
          policy "rule %d"
          %s action == "%s"
          where
            "%s" in subject.roles;
            resource.environment == "%s";
            resource.classification <= %d;
          """
              .formatted(
                  documents.size(),
                  rule.permit() ? "permit" : "deny",
                  rule.action(),
                  rule.role(),
                  rule.environment(),
                  rule.classificationMax()));
    }
    try {
      decisionPoint =
          PolicyDecisionPointFactory.fixedInRamPolicyDecisionPoint(
              documents, PolicyDocumentCombiningAlgorithm.DENY_OVERRIDES, Map.of());
    } catch (InitializationException e) {
      throw new IllegalStateException("SAPL refused the rules", e);
    }
    ObjectMapper mapper = new ObjectMapper();
    for (MixedRules.Call call : world.calls()) {
      subscriptions.add(
          AuthorizationSubscription.of(
              Map.of("id", call.account().id(), "roles", call.account().roles()),
              call.action(),
              Map.of(
                  "id", call.resource().id(),
                  "environment", call.resource().environment(),
                  "classification", call.resource().classification()),
              mapper));
    }
  }

  @Override
  public boolean isPermitted(int index) {
    return Objects.requireNonNull(decisionPoint.decide(subscriptions.get(index)).blockFirst())
            .getDecision()
        == Decision.PERMIT;
  }

  @Override
  public void close() {
    decisionPoint.destroy();
  }
}
