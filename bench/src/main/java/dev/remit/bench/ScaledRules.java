package dev.remit.bench;

import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A workload of any size: each policy names a team or one account, an action and a project, with
/// one condition; accounts are below teams, resources below projects. A request is in scope of a
/// few policies however many there are.
final class ScaledRules {
  private static final int CALLS = 1_000;
  private static final List<String> ACTIONS = List.of("read", "write", "deploy", "delete");

  private ScaledRules() {}

  static CedarWorkload of(int policyCount, int entityCount, long seed) {
    RandomGenerator random = Seeds.random(seed);
    int groups = Math.max(1, entityCount / 20);
    int accounts = entityCount / 2 - groups;
    int resources = entityCount / 2 - groups;
    List<String> entities = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      entities.add(CedarWorkload.entity(CedarWorkload.uid("Team", "team" + i), "", List.of()));
      entities.add(
          CedarWorkload.entity(CedarWorkload.uid("Project", "project" + i), "", List.of()));
    }
    for (int i = 0; i < accounts; i++) {
      entities.add(
          CedarWorkload.entity(
              CedarWorkload.uid("ServiceAccount", "account" + i),
              "\"clearance\": " + i % 5,
              List.of(CedarWorkload.uid("Team", "team" + i % groups))));
    }
    for (int i = 0; i < resources; i++) {
      entities.add(
          CedarWorkload.entity(
              CedarWorkload.uid("Resource", "resource" + i),
              "\"classification\": " + i % 5,
              List.of(CedarWorkload.uid("Project", "project" + i % groups))));
    }
    StringBuilder policies = new StringBuilder();
    for (int i = 0; i < policyCount; i++) {
      policies.append(policy(i, groups, random));
    }
    List<CedarWorkload.Call> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(
          new CedarWorkload.Call(
              "ServiceAccount",
              "account" + random.nextInt(accounts),
              ACTIONS.get(random.nextInt(ACTIONS.size())),
              "Resource",
              "resource" + random.nextInt(resources)));
    }
    return new CedarWorkload(policies.toString(), CedarWorkload.array(entities), calls);
  }

  private static String policy(int index, int groups, RandomGenerator random) {
    return """
    %s (principal in Team::"team%d", action == Action::"%s", resource in Project::"project%d")
    when { resource.classification <= principal.clearance };
    """
        .formatted(
            index % 10 == 9 ? "forbid" : "permit",
            random.nextInt(groups),
            ACTIONS.get(random.nextInt(ACTIONS.size())),
            random.nextInt(groups));
  }
}
