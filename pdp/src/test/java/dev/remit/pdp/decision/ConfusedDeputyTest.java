package dev.remit.pdp.decision;

import static dev.remit.pdp.decision.DelegatedWorld.asserted;
import static dev.remit.pdp.decision.DelegatedWorld.request;
import static dev.remit.pdp.decision.DelegatedWorld.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.search.Search;
import dev.remit.pdp.search.SearchPage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents that act for users: nobody gets by asking an agent what neither of the two may do alone.
final class ConfusedDeputyTest {
  private static final String SCHEMA =
      """
      entity Group;
      entity User, Agent, Robot, Batch in [Group];
      entity ApiKey { contractEnds: datetime };
      entity Ticket;
      entity Service { environment: String };
      action read appliesTo { principal: [User, Agent, Robot, Batch], resource: Ticket };
      action modify appliesTo {
        principal: [User, Agent, Robot, Batch, ApiKey], resource: Service
      };
      action purge appliesTo { principal: Agent, resource: Service };
      """;

  private static final String ENTITIES =
      """
      [
        {"uid": {"type": "User", "id": "alice"}, "attrs": {}, "parents": [{"type": "Group", "id": "support"}]},
        {"uid": {"type": "User", "id": "root"}, "attrs": {}, "parents": [{"type": "Group", "id": "operators"}]},
        {"uid": {"type": "Agent", "id": "triage"}, "attrs": {}, "parents": [{"type": "Group", "id": "support"}]},
        {"uid": {"type": "Agent", "id": "deployer"}, "attrs": {}, "parents": [{"type": "Group", "id": "support"}, {"type": "Group", "id": "operators"}]},
        {"uid": {"type": "Robot", "id": "night"}, "attrs": {}, "parents": [{"type": "Group", "id": "operators"}]},
        {"uid": {"type": "Batch", "id": "b"}, "attrs": {}, "parents": [{"type": "Group", "id": "operators"}]},
        {"uid": {"type": "ApiKey", "id": "old"}, "attrs": {"contractEnds": {"__extn": {"fn": "datetime", "arg": "2026-11-01"}}}, "parents": []},
        {"uid": {"type": "ApiKey", "id": "new"}, "attrs": {"contractEnds": {"__extn": {"fn": "datetime", "arg": "2027-11-01"}}}, "parents": []},
        {"uid": {"type": "Ticket", "id": "1"}, "attrs": {}, "parents": []},
        {"uid": {"type": "Service", "id": "billing"}, "attrs": {"environment": "production"}, "parents": []}
      ]
      """;

  private static final String[] POLICIES = {
    """
    @id("support-reads") @obligation("log")
    permit (principal in Group::"support", action == Action::"read", resource is Ticket);
    @id("operators-modify") @reason("operators change services")
    permit (principal in Group::"operators", action == Action::"modify", resource is Service);
    @id("keys-in-contract")
    permit (principal is ApiKey, action == Action::"modify", resource is Service)
    when { context.now < principal.contractEnds };
    @id("purging") permit (principal, action == Action::"purge", resource);
    @id("no-guests") @reason("no guests")
    forbid (principal, action, resource) when { principal == User::"guest" };
    """
  };

  private static final String DELEGATION =
      """
      delegation:
        named: [ApiKey, Batch]
        depth: 3
        agents:
          Agent: {acts-for: required}
          Robot: {acts-for: optional, authority: own}
          Batch: {acts-for: never}
      """;

  @TempDir Path folder;

  private DelegatedWorld world;

  @BeforeEach
  void read() {
    world = DelegatedWorld.of(folder, DELEGATION, SCHEMA, ENTITIES, POLICIES);
  }

  private DelegatedWorld saying(String delegation) {
    return DelegatedWorld.of(folder, delegation, SCHEMA, ENTITIES, POLICIES);
  }

  private static RawRequest modification(String principal, Provenance said) {
    return request(principal, "modify", "Service:billing", said);
  }

  /// What a principal is answered that would change a service in production.
  private String modify(String principal, Provenance verified) {
    return modify(world, principal, verified);
  }

  private static String modify(DelegatedWorld world, String principal, Provenance verified) {
    return world.decide(modification(principal, Provenance.ABSENT), verified).canonical();
  }

  @Test
  void aReadATicketAgentDoesNotModifyProductionForAUserWhoMayNot() {
    assertThat(world.decide("Agent:triage", "read", "Ticket:1", verified("alice")))
        .isEqualTo("permit | permitted:support-reads |  | log");
    assertThat(modify("Agent:triage", verified("alice")))
        .isEqualTo("deny | no-permit@Agent::\"triage\",no-permit@User::\"alice\" |  | ");
  }

  @Test
  void aPrivilegedAgentLendsAnUnprivilegedUserNothing() {
    Decision decision =
        world.decide(modification("Agent:deployer", Provenance.ABSENT), verified("alice"));
    assertThat(decision.canonical()).isEqualTo("deny | no-permit@User::\"alice\" |  | ");
    assertThat(decision.reasons().getFirst().forActor()).isEqualTo("for User::\"alice\": ");
    assertThat(modify("Agent:deployer", verified("mallory")))
        .isEqualTo("deny | no-permit@User::\"mallory\" |  | ");
    assertThat(modify("Agent:deployer", verified("root")))
        .isEqualTo("permit | permitted:operators-modify |  | ");
  }

  @Test
  void aPrivilegedUserLendsAnUnprivilegedAgentNothing() {
    assertThat(modify("Agent:triage", verified("root")))
        .isEqualTo("deny | no-permit@Agent::\"triage\" |  | ");
  }

  @Test
  void aSecondAgentInBetweenMustBePermittedToo() {
    assertThat(modify("Agent:deployer", verified("root", "triage")))
        .isEqualTo("deny | no-permit@Agent::\"triage\" |  | ");
    assertThat(world.decide("Agent:triage", "read", "Ticket:1", verified("alice", "deployer")))
        .isEqualTo("permit | permitted:support-reads |  | log");
  }

  @Test
  void aForbidForWhomItActsForbids() {
    assertThat(world.decide("Agent:triage", "read", "Ticket:1", verified("guest")))
        .isEqualTo("deny | forbidden:no-guests@User::\"guest\" |  | ");
  }

  @Test
  void aDroppedDelegatorIsADenial() {
    assertThat(modify("Agent:deployer", Provenance.ABSENT)).isEqualTo("deny | no-delegator |  | ");
  }

  @Test
  void anAssertedChainThatNamesAnAdministratorIsNone() {
    RawRequest raw = modification("Agent:deployer", asserted("root", "triage"));
    assertThat(world.decide(raw, Provenance.ABSENT).canonical())
        .isEqualTo("deny | no-delegator |  | ");
    RawRequest onlyUser =
        modification(
            "Agent:deployer",
            Provenance.ABSENT.withDelegators(Claim.asserted("root"), Claim.absent()));
    assertThat(world.decide(onlyUser, Provenance.ABSENT).canonical())
        .isEqualTo("deny | no-delegator |  | ");
  }

  @Test
  void whatContradictsATokenIsRefusedByName() {
    DecisionInputs inputs =
        world.inputs(modification("Agent:deployer", asserted("root")), verified("alice"));
    assertThat(inputs.mapped())
        .isInstanceOfSatisfying(
            MappedRequest.Refused.class,
            refused ->
                assertThat(refused.text())
                    .isEqualTo(
                        "provenance: what the request says of `user` is not what its token says;"
                            + " leave it out, or correct it"));
    assertThat(inputs.provenance().user()).isEqualTo(Claim.verified("alice"));
    assertThat(
            world
                .decide(
                    request("Agent:triage", "read", "Ticket:1", asserted("alice")),
                    verified("alice"))
                .isPermit())
        .isTrue();
  }

  @Test
  void aKeyWhoseContractEndedLendsNothing() {
    assertThat(modify("Agent:deployer", verified("ApiKey::\"old\"")))
        .isEqualTo("deny | no-permit@ApiKey::\"old\" |  | ");
    assertThat(modify("Agent:deployer", verified("ApiKey::\"new\"")))
        .isEqualTo("permit | permitted:operators-modify,permitted:keys-in-contract |  | ");
  }

  @Test
  void aSubjectNamesNoTypeThatIsNotListed() {
    assertThat(modify("Agent:deployer", verified("Robot::\"night\"")))
        .startsWith("deny | no-permit@User::");
    for (String odd : List.of("ApiKey::\"new", "ApiKey::new\"", " ApiKey::\"new\"", "\"", "x\"")) {
      assertThat(modify("Agent:deployer", verified(odd))).startsWith("deny | no-permit@User::");
    }
  }

  @Test
  void whatTheActionDoesNotApplyToIsNotPermitted() {
    Decision decision =
        world.decide(
            request("Agent:deployer", "purge", "Service:billing", Provenance.ABSENT),
            verified("root"));
    assertThat(decision.canonical()).isEqualTo("deny | no-permit@User::\"root\" |  | ");
    assertThat(decision.reasons().getFirst().text())
        .isEqualTo("Action::\"purge\" is nothing that a `User` can do");
  }

  @Test
  void theDepthIsBoundedAtItsLimit() {
    assertThat(modify("Agent:deployer", verified("root", "triage", "x")))
        .startsWith("deny | no-permit");
    assertThat(modify("Agent:deployer", verified("root", "a", "b", "c")))
        .isEqualTo("deny | delegation-too-deep |  | ");
  }

  @Test
  void anAgentOnItsOwnAuthorityIsAskedAlone() {
    for (Provenance verified : List.of(Provenance.ABSENT, verified("mallory"))) {
      assertThat(modify("Robot:night", verified))
          .isEqualTo("permit | permitted:operators-modify |  | ");
    }
  }

  @Test
  void anAgentThatActsForNobodyIsDeniedWhereATokenSaysOtherwise() {
    assertThat(modify("Batch:b", Provenance.ABSENT))
        .isEqualTo("permit | permitted:operators-modify |  | ");
    assertThat(modify("Batch:b", verified("root")))
        .isEqualTo("deny | acts-for-nobody@Batch::\"b\" |  | ");
    assertThat(modify("Agent:deployer", verified("root", "Batch::\"b\"")))
        .isEqualTo("deny | acts-for-nobody@Batch::\"b\" |  | ");
  }

  @Test
  void aBundleThatSaysNothingAsksBothWhereATokenSaysForWhom() {
    DelegatedWorld silent = saying("");
    assertThat(modify(silent, "Agent:deployer", Provenance.ABSENT))
        .isEqualTo("permit | permitted:operators-modify |  | ");
    assertThat(modify(silent, "Agent:deployer", verified("alice")))
        .isEqualTo("deny | no-permit@User::\"alice\" |  | ");
  }

  @Test
  void actorsInBetweenHaveTheTypeThatTheBundleSays() {
    DelegatedWorld robots = saying("delegation: {actors: Robot}\n");
    assertThat(modify(robots, "Agent:deployer", verified("root", "night")))
        .isEqualTo("permit | permitted:operators-modify |  | ");
    assertThat(modify(saying(""), "Agent:deployer", verified("root", "night")))
        .isEqualTo("deny | no-permit@Agent::\"night\" |  | ");
  }

  @Test
  void anExplanationIsGivenForEachWhoIsAsked() {
    DecisionInputs inputs =
        world.inputs(modification("Agent:deployer", Provenance.ABSENT), verified("alice"));
    List<Explanation> explanations =
        Pdp.explain(inputs, world.bundle(), Snapshot.of(world.bundle()));
    assertThat(explanations)
        .extracting(explanation -> explanation.request().principal())
        .containsExactly(EntityUid.of("Agent", "deployer"), EntityUid.of("User", "alice"));
    assertThat(explanations).extracting(Explanation::permitted).containsExactly(true, false);
  }

  @Test
  void aSearchFindsWhatBothMay() {
    RawRequest.Evaluation template =
        (RawRequest.Evaluation) request("Agent:deployer", "modify", "Service:", Provenance.ABSENT);
    for (String user : List.of("root", "alice")) {
      DecisionInputs inputs =
          world.inputs(
              new RawRequest.Search(RawRequest.Sought.RESOURCE, template, 0, 10), verified(user));
      SearchPage page = Search.of(inputs, world.bundle(), Snapshot.of(world.bundle())).page(0, 10);
      assertThat(page.found()).as(user).hasSize(user.equals("root") ? 1 : 0);
    }
  }

  @Test
  void policiesSeeWhoSaysForWhom() {
    DelegatedWorld seeing =
        DelegatedWorld.of(
            folder,
            "",
            SCHEMA,
            ENTITIES,
            """
            permit (principal, action, resource) when {
              context.provenance.user == {status: "verified", value: "alice"}
              && context.provenance.chain == {status: "verified", value: ["deployer"]}
              && context.provenance.purpose.status == "asserted"
              && context.provenance.trace.status == "absent"
            };
            """);
    Provenance said = Provenance.ABSENT.withTask(Claim.absent(), Claim.asserted("triage"));
    RawRequest raw = request("Agent:triage", "read", "Ticket:1", said);
    assertThat(seeing.decide(raw, verified("alice", "deployer")).isPermit()).isTrue();
    assertThat(seeing.decide(raw, verified("alice")).isPermit()).isFalse();
  }

  @Test
  void aTokenThatProvesNothingRefusesTheRequest() {
    LiveContext live = LiveContext.NONE.refusing("transaction token: credential.expired: get one");
    Snapshot snapshot = Snapshot.of(world.bundle());
    DecisionInputs inputs =
        DecisionInputs.of(
            modification("Robot:night", Provenance.ABSENT),
            live,
            DelegatedWorld.NOW,
            world.bundle(),
            snapshot);
    assertThat(Pdp.decide(inputs, world.bundle(), snapshot).canonical())
        .isEqualTo("deny | credential-refused |  | ");
  }

  @Test
  void twoTokensAddUpUnlessTheyDiffer() {
    LiveContext one = LiveContext.of(Credential.absent(), verified("alice", "first"));
    LiveContext both = one.and(verified("alice", "second").withTrace(Claim.verified("txn-1")));
    assertThat(both.refused()).isEmpty();
    assertThat(both.verified().chain()).isEqualTo(Claim.verified(List.of("first", "second")));
    assertThat(both.verified().trace()).isEqualTo(Claim.verified("txn-1"));
    assertThat(one.and(verified("root")).refused())
        .isEqualTo("provenance: two tokens differ in `user`; send one");
  }

  @Test
  void nothingAssertedIsTakenForVerified() {
    for (Provenance wrong :
        List.of(
            asserted("alice"),
            Provenance.ABSENT.withDelegators(Claim.verified("alice"), Claim.absent()),
            Provenance.ABSENT.withDelegators(Claim.absent(), Claim.verified(List.of("a"))))) {
      assertThatThrownBy(() -> LiveContext.of(Credential.absent(), wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
