package dev.remit.conformance.fuzz;

import dev.remit.conformance.fuzz.Shrinker.Step;
import dev.remit.conformance.oracle.DeepStack;
import dev.remit.conformance.oracle.Oracle;
import dev.remit.conformance.oracle.OraclePolicies;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.LinkText;
import dev.remit.conformance.world.PolicyText;
import dev.remit.conformance.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The next smaller questions, most drastic first.
final class Reductions {
  private final World world;
  private final Ask ask;
  private final List<Step> steps = new ArrayList<>();

  private Reductions(World world, Ask ask) {
    this.world = world;
    this.ask = ask;
  }

  static List<Step> of(World world, Ask ask) {
    Reductions reductions = new Reductions(world, ask);
    reductions.withoutPolicies();
    reductions.withoutLinks();
    reductions.entities();
    reductions.context();
    reductions.conditions();
    return reductions.steps;
  }

  /// Ids are kept, so a policy left has the name it had.
  private void withoutPolicies() {
    for (PolicyText policy : world.policies()) {
      List<PolicyText> rest = without(world.policies(), policy);
      List<LinkText> links =
          world.links().stream().filter(link -> !link.template().equals(policy.id())).toList();
      add(new World(rest, links, world.entities()));
    }
  }

  private void withoutLinks() {
    for (LinkText link : world.links()) {
      add(new World(world.policies(), without(world.links(), link), world.entities()));
    }
  }

  private void entities() {
    JsonReduction.of(world.entities())
        .forEach(smaller -> add(new World(world.policies(), world.links(), smaller)));
  }

  private void context() {
    JsonReduction.of(ask.context())
        .forEach(smaller ->
            steps.add(
                new Step(world, new Ask(ask.principal(), ask.action(), ask.resource(), smaller))));
  }

  private void conditions() {
    for (int i = 0; i < world.policies().size(); i++) {
      PolicyText policy = world.policies().get(i);
      if (!policy.template() && policy.form() == PolicyText.Form.TEXT) {
        for (String simpler : simplified(policy.content())) {
          List<PolicyText> policies = new ArrayList<>(world.policies());
          policies.set(i, PolicyText.policy(policy.id(), simpler));
          add(new World(policies, world.links(), world.entities()));
        }
      }
    }
  }

  /// By way of the oracle's JSON form, so that our printer need not be right.
  private static List<String> simplified(String policy) {
    return DeepStack.call(() -> {
      List<String> texts = new ArrayList<>();
      json(policy)
          .ifPresent(json -> {
            for (String simpler : ExpressionReduction.of(json)) {
              if (Oracle.policyFromJson(simpler) instanceof Verdict.Accepted<String>(String text)
                  && text.length() < policy.length()) {
                texts.add(text);
              }
            }
          });
      return texts;
    });
  }

  private static Optional<String> json(String policy) {
    return switch (Oracle.policySetToJson(OraclePolicies.ofText(policy))) {
      case Verdict.Refused<String> _ -> Optional.empty();
      case Verdict.Accepted<String>(String set) -> ExpressionReduction.onlyPolicy(set);
    };
  }

  private void add(World smaller) {
    steps.add(new Step(smaller, ask));
  }

  private static <T> List<T> without(List<T> all, T one) {
    List<T> rest = new ArrayList<>(all);
    rest.remove(one);
    return rest;
  }
}
