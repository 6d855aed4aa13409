package dev.remit.bench;

import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A workload of any size: each policy names a team, one of 40 actions and a project, with one
/// condition; accounts are below teams, resources below projects.
///
/// Requests in scope are the ones to compare as policies grow: what grows is then the set, and not
/// the work that a request asks for. Of any request, few policies know nothing and many know more.
public final class ScaledRules {
  private static final int CALLS = 1_000;
  private static final int ACTIONS = 40;

  private final RandomGenerator random;
  private final int groups;
  private final int members;

  private ScaledRules(int entityCount, RandomGenerator random) {
    this.random = random;
    this.groups = Math.max(1, entityCount / 20);
    this.members = entityCount / 2 - groups;
  }

  static CedarWorkload of(int policyCount, int entityCount, Drawn drawn, long seed) {
    ScaledRules world = new ScaledRules(entityCount, Seeds.random(seed));
    List<Rule> rules = IntStream.range(0, policyCount).mapToObj(world::rule).toList();
    List<CedarWorkload.Call> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(
          switch (drawn) {
            case IN_SCOPE -> world.callInScope(rules.get(world.random.nextInt(policyCount)));
            case ANY -> world.anyCall();
          });
    }
    String policies = rules.stream().map(Rule::policy).collect(Collectors.joining());
    return new CedarWorkload(policies, CedarWorkload.array(world.entities()), calls);
  }

  /// How requests are drawn.
  public enum Drawn {
    /// Each from the scope of some policy.
    IN_SCOPE,
    /// From all accounts, actions and resources.
    ANY
  }

  private List<String> entities() {
    List<String> entities = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      entities.add(CedarWorkload.entity(new CedarWorkload.Uid("Team", "team" + i), "", List.of()));
      entities.add(
          CedarWorkload.entity(new CedarWorkload.Uid("Project", "project" + i), "", List.of()));
    }
    for (int i = 0; i < members; i++) {
      entities.add(member("ServiceAccount", "account", "clearance", "Team", "team", i));
      entities.add(member("Resource", "resource", "classification", "Project", "project", i));
    }
    return entities;
  }

  private String member(
      String type, String name, String attribute, String groupType, String group, int index) {
    return CedarWorkload.entity(
        new CedarWorkload.Uid(type, name + index),
        "\"" + attribute + "\": " + index % 5,
        List.of(new CedarWorkload.Uid(groupType, group + index % groups)));
  }

  private Rule rule(int index) {
    String effect = index % 10 == 9 ? "forbid" : "permit";
    return new Rule(
        effect, random.nextInt(groups), random.nextInt(ACTIONS), random.nextInt(groups));
  }

  private CedarWorkload.Call callInScope(Rule rule) {
    return call(memberOf(rule.team), rule.action, memberOf(rule.project));
  }

  private CedarWorkload.Call anyCall() {
    return call(random.nextInt(members), random.nextInt(ACTIONS), random.nextInt(members));
  }

  private int memberOf(int group) {
    return group + groups * random.nextInt(members / groups);
  }

  private static CedarWorkload.Call call(int account, int action, int resource) {
    return new CedarWorkload.Call(
        new CedarWorkload.Uid("ServiceAccount", "account" + account),
        CedarWorkload.Uid.ofAction("action" + action),
        new CedarWorkload.Uid("Resource", "resource" + resource));
  }

  private record Rule(String effect, int team, int action, int project) {
    String policy() {
      return """
      %s (principal in Team::"team%d", action == Action::"action%d", resource in Project::"project%d")
      when { resource.classification <= principal.clearance };
      """
          .formatted(effect, team, action, project);
    }
  }
}
