package dev.remit.bench;

import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// A workload that any policy engine can be given: 1,000 service accounts in 50 roles, 200
/// resources with two attributes, and rules that each ask for a role, an action and two attribute
/// conditions. One rule in ten forbids; about 70 % of the requests are permitted.
public final class MixedRules {
  static final int ACCOUNTS = 1_000;
  static final int ROLES = 50;
  static final int RESOURCES = 200;
  static final int REQUESTS = 1_000;
  static final double PERMITTED_SHARE = 0.7;
  static final List<String> ACTIONS = List.of("read", "write", "deploy", "delete");
  static final List<String> ENVIRONMENTS = List.of("dev", "staging", "prod");
  static final int CLASSIFICATIONS = 5;

  private final List<Rule> rules = new ArrayList<>();
  private final List<Account> accounts = new ArrayList<>();
  private final List<Resource> resources = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();

  /// The same world for the same arguments.
  public MixedRules(int ruleCount, long seed) {
    RandomGenerator random = Seeds.random(seed);
    for (int i = 0; i < ACCOUNTS; i++) {
      Set<String> roles = new TreeSet<>();
      for (int j = 0; j <= i % 3; j++) {
        roles.add("role" + random.nextInt(ROLES));
      }
      accounts.add(new Account("account" + i, roles));
    }
    for (int i = 0; i < RESOURCES; i++) {
      resources.add(
          new Resource("resource" + i, any(ENVIRONMENTS, random), random.nextInt(CLASSIFICATIONS)));
    }
    for (int i = 0; i < ruleCount; i++) {
      rules.add(rule(i, random));
    }
    drawCalls(random);
  }

  private static Rule rule(int index, RandomGenerator random) {
    boolean permit = index % 10 != 9;
    return new Rule(
        permit,
        "role" + random.nextInt(ROLES),
        any(ACTIONS, random),
        any(ENVIRONMENTS, random),
        permit ? random.nextInt(1, CLASSIFICATIONS) : 0);
  }

  private void drawCalls(RandomGenerator random) {
    int permitted = (int) (REQUESTS * PERMITTED_SHARE);
    int denied = REQUESTS - permitted;
    while (permitted + denied > 0) {
      Call call = new Call(any(accounts, random), any(ACTIONS, random), any(resources, random));
      if (expected(call) ? permitted > 0 : denied > 0) {
        calls.add(call);
        if (expected(call)) {
          permitted--;
        } else {
          denied--;
        }
      }
    }
  }

  private static <T> T any(List<T> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }

  public List<Rule> rules() {
    return rules;
  }

  public List<Account> accounts() {
    return accounts;
  }

  public List<Resource> resources() {
    return resources;
  }

  public List<Call> calls() {
    return calls;
  }

  /// The right answer, by scanning: a forbid that holds wins, else a permit that holds, else deny.
  public boolean expected(Call call) {
    boolean permit = false;
    for (Rule rule : rules) {
      if (rule.holds(call)) {
        if (!rule.permit()) {
          return false;
        }
        permit = true;
      }
    }
    return permit;
  }

  /// The rules as Cedar.
  public String cedarPolicies() {
    StringBuilder out = new StringBuilder();
    for (Rule rule : rules) {
      out.append(
          """
          %s (principal in Role::"%s", action == Action::"%s", resource)
          when { resource.environment == "%s" && resource.classification <= %d };
          """
              .formatted(
                  rule.permit() ? "permit" : "forbid",
                  rule.role(),
                  rule.action(),
                  rule.environment(),
                  rule.classificationMax()));
    }
    return out.toString();
  }

  /// Who asks, and in which roles.
  public record Account(String id, Set<String> roles) {}

  /// What is asked for.
  public record Resource(String id, String environment, int classification) {}

  /// One request.
  public record Call(Account account, String action, Resource resource) {}

  /// `role` may or must not take `action` on resources of `environment`, classified up to a
  /// maximum.
  public record Rule(
      boolean permit, String role, String action, String environment, int classificationMax) {
    boolean holds(Call call) {
      return call.account().roles().contains(role)
          && call.action().equals(action)
          && call.resource().environment().equals(environment)
          && call.resource().classification() <= classificationMax;
    }
  }
}
