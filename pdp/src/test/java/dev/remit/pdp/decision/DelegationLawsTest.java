package dev.remit.pdp.decision;

import static dev.remit.pdp.decision.DelegatedWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With both authorities, what is permitted is what is permitted to each who is asked alone; and
/// what is asserted of a chain, or left out, adds nothing.
final class DelegationLawsTest {
  private static final int WORLDS = 150;
  private static final int REQUESTS = 40;
  private static final List<String> IDS = List.of("0", "1", "2");
  private static final List<String> ACTIONS = List.of("read", "write", "purge");

  /// The last of [#ACTIONS] is for agents alone.
  private static final String SCHEMA =
      """
      entity Group;
      entity User, Agent in [Group];
      entity Doc;
      action read, write appliesTo { principal: [User, Agent], resource: Doc };
      action purge appliesTo { principal: Agent, resource: Doc };
      """;

  private final RandomGenerator random = Seeds.random(Seeds.seed(20261122));

  @TempDir Path folder;

  private <T> T choose(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String policy(int number) {
    String principal =
        choose(
            List.of(
                "principal",
                "principal is User",
                "principal is Agent",
                "principal == User::\"" + choose(IDS) + "\"",
                "principal == Agent::\"" + choose(IDS) + "\"",
                "principal in Group::\"" + choose(IDS) + "\""));
    String action = choose(List.of("action", "action == Action::\"" + choose(ACTIONS) + "\""));
    String resource = choose(List.of("resource", "resource == Doc::\"" + choose(IDS) + "\""));
    return "@id(\"p%d\") %s (%s, %s, %s);"
        .formatted(
            number, random.nextInt(5) == 0 ? "forbid" : "permit", principal, action, resource);
  }

  private String entities() {
    List<String> entities = new ArrayList<>();
    for (String type : List.of("User", "Agent")) {
      for (String id : IDS) {
        String parent =
            random.nextBoolean() ? "{\"type\":\"Group\",\"id\":\"" + choose(IDS) + "\"}" : "";
        entities.add(
            "{\"uid\":{\"type\":\"%s\",\"id\":\"%s\"},\"attrs\":{},\"parents\":[%s]}"
                .formatted(type, id, parent));
      }
    }
    return "[" + String.join(",", entities) + "]";
  }

  private DelegatedWorld world(String delegation) {
    String[] policies = new String[1 + random.nextInt(6)];
    for (int i = 0; i < policies.length; i++) {
      policies[i] = policy(i);
    }
    return DelegatedWorld.of(folder, delegation, SCHEMA, entities(), policies);
  }

  private List<String> chain() {
    Set<String> chain = new LinkedHashSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      chain.add(choose(IDS));
    }
    return List.copyOf(chain);
  }

  private Provenance verified() {
    return Provenance.ABSENT.withDelegators(Claim.verified(choose(IDS)), Claim.verified(chain()));
  }

  /// Any fields of it, of anybody.
  private Provenance asserted() {
    return Provenance.ABSENT
        .withDelegators(
            random.nextBoolean() ? Claim.asserted(choose(IDS)) : Claim.absent(),
            random.nextBoolean() ? Claim.asserted(chain()) : Claim.absent())
        .withAgent(random.nextBoolean() ? Claim.asserted(choose(IDS)) : Claim.absent())
        .withTask(Claim.asserted("t"), Claim.absent());
  }

  /// What an agent asks, and for whom a token says that it does.
  private record Asked(String principal, String action, String doc, Provenance verified) {
    RawRequest saying(Provenance asserted) {
      return request(principal, action, doc, asserted);
    }
  }

  private Asked asked() {
    return new Asked(
        "Agent:" + choose(IDS),
        choose(ACTIONS),
        "Doc:" + choose(IDS),
        random.nextInt(4) == 0 ? Provenance.ABSENT : verified());
  }

  private static boolean alone(DelegatedWorld world, String actor, String action, String doc) {
    boolean applies = !action.equals("purge") || actor.startsWith("Agent");
    return applies
        && world
            .decide(request(actor, action, doc, Provenance.ABSENT), Provenance.ABSENT)
            .isPermit();
  }

  private static boolean naive(DelegatedWorld world, Asked asked) {
    List<String> actors = new ArrayList<>(List.of(asked.principal()));
    asked.verified().chain().valueOr(List.of()).forEach(id -> actors.add("Agent:" + id));
    if (asked.verified().user() instanceof Claim.Verified<String>(String user)) {
      actors.add("User:" + user);
    }
    return actors.stream().allMatch(actor -> alone(world, actor, asked.action(), asked.doc()));
  }

  @Test
  void whatIsPermittedIsWhatIsPermittedToEach() {
    int permits = 0;
    for (int i = 0; i < WORLDS; i++) {
      DelegatedWorld world = world("");
      for (int j = 0; j < REQUESTS; j++) {
        Asked asked = asked();
        Decision decision = world.decide(asked.saying(Provenance.ABSENT), asked.verified());
        assertThat(decision.isPermit()).as("%s", asked).isEqualTo(naive(world, asked));
        permits +=
            decision.isPermit() && asked.verified().user() instanceof Claim.Verified<?> ? 1 : 0;
        if (decision instanceof Decision.Permit permit) {
          assertThat(permit.reasons()).doesNotHaveDuplicates();
        }
      }
    }
    assertThat(permits).as("delegated permits, so that the law says something").isPositive();
  }

  @Test
  void whatIsAssertedOrLeftOutAddsNothing() {
    int permits = 0;
    for (int i = 0; i < WORLDS; i++) {
      DelegatedWorld world = world("");
      for (int j = 0; j < REQUESTS; j++) {
        Asked asked = asked();
        RawRequest saying = asked.saying(asserted());
        boolean without =
            world.decide(asked.saying(Provenance.ABSENT), asked.verified()).isPermit();
        boolean with = world.decide(saying, asked.verified()).isPermit();
        assertThat(with && !without).as("%s for %s", saying, asked.verified()).isFalse();
        permits += with ? 1 : 0;
      }
    }
    assertThat(permits).isPositive();
  }

  @Test
  void whoMustActForSomebodyMayDoNothingForNobodyWhateverIsAsserted() {
    for (int i = 0; i < WORLDS; i++) {
      DelegatedWorld world = world("delegation: {agents: {Agent: {acts-for: required}}}\n");
      for (int j = 0; j < REQUESTS; j++) {
        String principal = "Agent:" + choose(IDS);
        RawRequest raw = request(principal, choose(ACTIONS), "Doc:" + choose(IDS), asserted());
        assertThat(world.decide(raw, Provenance.ABSENT).canonical())
            .isEqualTo("deny | no-delegator |  | ");
      }
    }
  }
}
