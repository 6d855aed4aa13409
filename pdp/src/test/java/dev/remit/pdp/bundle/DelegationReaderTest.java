package dev.remit.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.value.Name;
import dev.remit.pdp.delegation.AgentRule;
import dev.remit.pdp.delegation.AgentRule.ActsFor;
import dev.remit.pdp.delegation.AgentRule.Authority;
import dev.remit.pdp.delegation.Delegation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DelegationReaderTest {
  @TempDir Path folder;

  private BundleFixture bundle(String manifest) {
    return new BundleFixture(folder)
        .write("remit.yaml", "name: test\nowner: x\n" + manifest)
        .write(
            "schema.cedarschema",
            """
            entity Person, Agent, Batch, ApiKey, Doc;
            action read appliesTo { principal: [Person, Agent, Batch, ApiKey], resource: Doc };
            """)
        .policies("permit(principal, action, resource);");
  }

  private List<String> mistakes(String manifest) {
    return bundle(manifest).mistakes();
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    assertThat(bundle("").read().manifest().delegation())
        .isEqualTo(Delegation.of(new Name("Agent")));
    Delegation delegation =
        bundle("mapping: {agents: Batch}\ndelegation: {users: Person}\n")
            .read()
            .manifest()
            .delegation();
    assertThat(delegation.users()).isEqualTo(new Name("Person"));
    assertThat(delegation.actors()).isEqualTo(new Name("Batch"));
    assertThat(delegation.depth()).isEqualTo(Delegation.DEPTH_DEFAULT);
    assertThat(delegation.ruleOf(new Name("Agent"))).isEqualTo(AgentRule.DEFAULT);
  }

  @Test
  void everythingCanBeSaid() {
    Delegation delegation =
        bundle(
                """
                delegation:
                  users: Person
                  actors: Batch
                  named: [ApiKey, Agent]
                  depth: 16
                  agents:
                    Agent: {acts-for: required}
                    Batch: {acts-for: optional, authority: own}
                    ApiKey: {acts-for: never}
                """)
            .read()
            .manifest()
            .delegation();
    assertThat(delegation.named()).containsExactlyInAnyOrder(new Name("ApiKey"), new Name("Agent"));
    assertThat(delegation.depth()).isEqualTo(Delegation.DEPTH_MAX);
    assertThat(delegation.agents())
        .containsEntry(new Name("Agent"), new AgentRule(ActsFor.REQUIRED, Authority.BOTH))
        .containsEntry(new Name("Batch"), new AgentRule(ActsFor.OPTIONAL, Authority.OWN))
        .containsEntry(new Name("ApiKey"), new AgentRule(ActsFor.NEVER, Authority.BOTH));
  }

  @Test
  void everyMistakeIsTold() {
    assertThat(
            mistakes(
                """
                delegation:
                  user: Person
                  users: "no type"
                  depth: 17
                  named: [ApiKey, "1"]
                  agents:
                    Agent: {acts-for: sometimes, authority: all}
                    Batch: {acts-for: never, authority: own}
                    ApiKey: {}
                    "1x": {acts-for: never}
                """))
        .containsExactly(
            "remit.yaml:4:3: unknown key `user` in `delegation`; known are `users`, `actors`,"
                + " `named`, `depth`, `agents`",
            "remit.yaml:5:10: `no type` is no entity type; write it as `Type` or `A::Type`",
            "remit.yaml:6:10: `depth` is `17`; write a whole number from 1 to 16",
            "remit.yaml:7:10: `1` is no entity type; write it as `Type` or `A::Type`",
            "remit.yaml:9:23: `acts-for` of `Agent` is `sometimes`; write `required`, `optional`"
                + " or `never`",
            "remit.yaml:9:45: `authority` of `Agent` is `all`; write `both` or `own`",
            "remit.yaml:10:41: `authority` of `Batch`, which acts for nobody; remove it",
            "remit.yaml:11:13: missing `acts-for` in `ApiKey`; add it",
            "remit.yaml:12:5: `1x` is no entity type; write it as `Type` or `A::Type`");
  }

  @Test
  void typesMustBeInTheSchema() {
    assertThat(
            mistakes(
                """
                delegation:
                  users: User
                  actors: Robot
                  agents: {Ghost: {acts-for: never}}
                """))
        .containsExactly(
            "remit.yaml:4:10: the schema has no entity type `User`; declare it, or name another",
            "remit.yaml:5:11: the schema has no entity type `Robot`; declare it, or name another",
            "remit.yaml:6:12: the schema has no entity type `Ghost`; declare it, or name another");
  }
}
