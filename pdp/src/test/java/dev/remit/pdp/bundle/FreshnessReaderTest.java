package dev.remit.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.freshness.Freshness;
import dev.remit.pdp.freshness.FreshnessRule;
import dev.remit.pdp.freshness.FreshnessRule.WhenStale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreshnessReaderTest {
  @TempDir Path folder;

  private BundleFixture bundle(String freshness) {
    return new BundleFixture(folder)
        .write("remit.yaml", "name: test\nowner: x\nfreshness:\n" + freshness)
        .write(
            "schema.cedarschema",
            """
            entity Workload { posture?: String, tier: Long, team?: String };
            action deploy appliesTo { principal: Workload, resource: Workload };
            """)
        .policies("permit(principal, action, resource);");
  }

  private List<String> mistakes(String freshness) {
    return bundle(freshness).mistakes();
  }

  @Test
  void aMaximumAgeIsATimeOrATimeWithAChoice() {
    Freshness freshness =
        bundle(
                """
                  Workload:
                    posture: 10m
                    team: {max-age: 500ms, when-stale: absent}
                    tier: {max-age: 1d}
                """)
            .read()
            .manifest()
            .freshness();
    assertThat(freshness.types().get(new Name("Workload")))
        .containsEntry("posture", new FreshnessRule(Duration.ofMinutes(10), WhenStale.DENY))
        .containsEntry("team", new FreshnessRule(Duration.ofMillis(500), WhenStale.ABSENT))
        .containsEntry("tier", new FreshnessRule(Duration.ofDays(1), WhenStale.DENY));
  }

  @Test
  void everyMistakeOfARuleIsReported() {
    assertThat(
            mistakes(
                """
                  Work load: {a: 1m}
                  Fleet: {}
                  Workload:
                    posture: 10
                    team: {max-age: 0s}
                    a: {when-stale: absent}
                    b: {max-age: 1m, when-stale: never, then: x}
                    c: [1m]
                """))
        .containsExactly(
            "remit.yaml:4:3: `Work load` is no entity type; write it as `Type` or `A::Type`",
            "remit.yaml:5:3: `Fleet` has no attribute; name one, or remove it",
            "remit.yaml:7:14: the maximum age of `Workload.posture` is `10`;"
                + " write a time, as `30s`, `10m`, `1h` or `7d`",
            "remit.yaml:8:21: the maximum age of `Workload.team` is `0s`;"
                + " write a time, as `30s`, `10m`, `1h` or `7d`",
            "remit.yaml:9:8: missing `max-age` in `Workload.a`; add it",
            "remit.yaml:10:34: `when-stale` of `Workload.b` is `never`; write `deny` or `absent`",
            "remit.yaml:10:41: unknown key `then` in `Workload.b`;"
                + " known are `max-age`, `when-stale`",
            "remit.yaml:11:8: the maximum age of `Workload.c` is a list; write text");
  }

  @Test
  void whatTheSchemaDoesNotDeclareOrMustHaveCannotBeAbsent() {
    assertThat(
            mistakes(
                """
                  Fleet: {frozen: 1m}
                  Workload:
                    colour: 1m
                    tier: {max-age: 1m, when-stale: absent}
                """))
        .containsExactly(
            "remit.yaml:4:3: the schema has no entity type `Fleet`;"
                + " declare it, or remove its maximum ages",
            "remit.yaml:6:5: `Workload` has no attribute `colour` in the schema;"
                + " declare it, or remove its maximum age",
            "remit.yaml:7:5: `Workload.tier` is required by the schema, and would be absent when it"
                + " is stale; declare it as `tier?`, or choose `when-stale: deny`");
  }

  @Test
  void whatABundleHoldsHasNoAge() {
    bundle("  Workload: {posture: 1m, team: 1m}\n")
        .write(
            "entities/a.json",
            """
            [{"uid": {"type": "Workload", "id": "own"}, "attrs": {"tier": 1, "posture": "x"},
              "parents": []}]
            """);
    assertThat(
            catchThrowableOfType(SyntaxException.class, () -> BundleReader.read(folder))
                .diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly(
            "`Workload::\"own\"` of the bundle has `posture`, and what a bundle holds has no age");
  }

  @Test
  void rulesAreBounded() {
    StringBuilder rules = new StringBuilder("  Workload:\n");
    for (int i = 0; i <= Freshness.RULES_MAX; i++) {
      rules.append("    a").append(i).append(": 1m\n");
    }
    assertThat(mistakes(rules.toString()).getFirst()).contains("has more than 1000 rules");
  }
}
