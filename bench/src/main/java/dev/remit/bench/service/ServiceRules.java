package dev.remit.bench.service;

import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// The workload that every service is given: 1,000 service accounts in 50 roles, 200 resources, and
/// 200 rules that each ask for a role, an action, an environment, a classification, hours of the
/// day and the scope of a task. One rule in ten forbids; 70 % of the calls are permitted.
final class ServiceRules {
  static final int ACCOUNTS = 1_000;
  static final int ROLES = 50;
  static final int RESOURCES = 200;
  static final int RULES = 200;
  static final int CALLS = 2_000;
  static final int BATCHES = 40;
  static final int BATCH = 50;
  static final List<String> ACTIONS = List.of("read", "write", "deploy", "delete");
  static final List<String> ENVIRONMENTS = List.of("dev", "staging", "prod");
  static final List<String> SCOPES = List.of("build", "release", "report");
  static final int CLASSIFICATIONS = 5;
  static final int HOURS = 24;

  private static final double PERMITTED_SHARE = 0.7;

  private final RandomGenerator random;
  private final List<Account> accounts = new ArrayList<>();
  private final List<Resource> resources = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<List<Call>> batches = new ArrayList<>();

  /// The same world for the same seed.
  ServiceRules(long seed) {
    random = Seeds.random(seed);
    for (int i = 0; i < ACCOUNTS; i++) {
      TreeSet<String> roles = new TreeSet<>();
      for (int j = 0; j <= i % 3; j++) {
        roles.add("role" + random.nextInt(ROLES));
      }
      accounts.add(new Account("account" + i, List.copyOf(roles)));
    }
    for (int i = 0; i < RESOURCES; i++) {
      resources.add(
          new Resource("resource" + i, any(ENVIRONMENTS), random.nextInt(CLASSIFICATIONS)));
    }
    for (int i = 0; i < RULES; i++) {
      rules.add(rule(i % 10 != 9));
    }
    drawCalls();
    drawBatches();
  }

  private Rule rule(boolean permit) {
    int from = random.nextInt(HOURS / 2);
    return new Rule(
        permit,
        "role" + random.nextInt(ROLES),
        any(ACTIONS),
        any(ENVIRONMENTS),
        permit ? random.nextInt(1, CLASSIFICATIONS) : 0,
        from,
        from + HOURS / 2,
        any(SCOPES));
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Call call() {
    return new Call(
        any(accounts), any(ACTIONS), any(resources), random.nextInt(HOURS), any(SCOPES));
  }

  private void drawCalls() {
    int permitted = (int) (CALLS * PERMITTED_SHARE);
    int denied = CALLS - permitted;
    while (permitted + denied > 0) {
      Call call = call();
      boolean expected = isPermitted(call);
      if (!isContested(call) && (expected ? permitted > 0 : denied > 0)) {
        calls.add(call);
        permitted -= expected ? 1 : 0;
        denied -= expected ? 0 : 1;
      }
    }
  }

  /// What one account asks at one moment about many resources; as many are permitted as its rules
  /// give, at least one.
  private void drawBatches() {
    List<Call> permitted = calls.stream().filter(this::isPermitted).toList();
    while (batches.size() < BATCHES) {
      Call first = any(permitted);
      List<Call> batch = new ArrayList<>(List.of(first));
      int from = resources.indexOf(first.resource());
      while (batch.size() < BATCH) {
        Resource next = resources.get((from + batch.size()) % RESOURCES);
        batch.add(new Call(first.account(), first.action(), next, first.hour(), first.scope()));
      }
      if (batch.stream().noneMatch(this::isContested)) {
        batches.add(batch);
      }
    }
  }

  List<Account> accounts() {
    return accounts;
  }

  List<Resource> resources() {
    return resources;
  }

  List<Rule> rules() {
    return rules;
  }

  List<Call> calls() {
    return calls;
  }

  /// Each of [#BATCH] calls that differ in the resource only, none twice.
  List<List<Call>> batches() {
    return batches;
  }

  /// The right answer, by scanning: a forbid that holds wins, else a permit that holds, else deny.
  boolean isPermitted(Call call) {
    Predicate<Rule> holds = rule -> rule.holds(call);
    return rules.stream().filter(Rule::permit).anyMatch(holds)
        && rules.stream().filter(rule -> !rule.permit()).noneMatch(holds);
  }

  /// Whether permits and forbids both hold. Not asked: a batch of such calls came out otherwise in
  /// Cerbos, perhaps because it combines rules by role.
  private boolean isContested(Call call) {
    return rules.stream().anyMatch(rule -> rule.permit() && rule.holds(call))
        && rules.stream().anyMatch(rule -> !rule.permit() && rule.holds(call));
  }

  /// Who asks, and in which roles, at least one.
  record Account(String id, List<String> roles) {}

  /// What is asked for.
  record Resource(String id, String environment, int classification) {}

  /// One question.
  record Call(Account account, String action, Resource resource, int hour, String scope) {}

  /// `role` may or must not take `action` on resources of `environment`, classified up to a
  /// maximum, from one hour until before another, within tasks of `scope`.
  record Rule(
      boolean permit,
      String role,
      String action,
      String environment,
      int classificationMax,
      int fromHour,
      int untilHour,
      String scope) {
    private boolean holds(Call call) {
      return call.action().equals(action)
          && call.account().roles().contains(role)
          && call.resource().environment().equals(environment)
          && call.resource().classification() <= classificationMax
          && call.hour() >= fromHour
          && call.hour() < untilHour
          && call.scope().equals(scope);
    }
  }
}
