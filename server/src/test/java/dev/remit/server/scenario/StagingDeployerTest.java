package dev.remit.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A deployer that may deploy to staging, in business hours.
final class StagingDeployerTest {
  private static final Map<String, String> BUNDLE =
      Map.of(
          "remit.yaml",
          "name: deploying\nowner: platform@harbour.example\n",
          "schema.cedarschema",
          """
          entity Workload;
          entity Environment { tier: String };
          action deploy appliesTo { principal: Workload, resource: Environment };
          """,
          "entities/all.json",
          """
          [{"uid": {"type": "Workload", "id": "deployer"}, "attrs": {}, "parents": []},
           {"uid": {"type": "Environment", "id": "blue"}, "attrs": {"tier": "staging"}, "parents": []},
           {"uid": {"type": "Environment", "id": "eu-1"}, "attrs": {"tier": "production"}, "parents": []}]
          """,
          "policies/deploying.cedar",
          """
          @id("deployer-staging")
          permit (principal == Workload::"deployer", action == Action::"deploy", resource)
          when { resource.tier == "staging" };

          @id("business-hours") @reason("deployments are made from 8 to 18 o'clock UTC")
          forbid (principal is Workload, action == Action::"deploy", resource)
          unless { context.now.toTime() >= duration("8h") && context.now.toTime() < duration("18h") };
          """);

  @TempDir Path folder = Path.of("");

  @Test
  void itDeploysToStagingAndNeverToProduction() throws Exception {
    try (Story story = Story.begin(folder, BUNDLE)) {
      Story.Told staging = story.ask("Workload/deployer", "deploy", "Environment/blue", "");
      assertThat(staging.reasons()).containsExactly("permitted:deployer-staging");
      Story.Told production = story.ask("Workload/deployer", "deploy", "Environment/eu-1", "");
      assertThat(production.reasons()).containsExactly("no-permit");
      assertThat(production.entry()).contains("resource.tier == \\\"staging\\\"");
      assertThat(story.ask("Workload/other", "deploy", "Environment/blue", "").reasons())
          .containsExactly("no-permit");
    }
  }

  @Test
  void outsideOfBusinessHoursItIsForbiddenToTheMillisecond() throws Exception {
    try (Story story = Story.begin(folder, BUNDLE)) {
      for (String late : new String[] {"2026-11-23T18:00:00Z", "2026-11-24T07:59:59.999Z"}) {
        story.at(late);
        Story.Told denied = story.ask("Workload/deployer", "deploy", "Environment/blue", "");
        assertThat(denied.reasons()).containsExactly("forbidden:business-hours");
        assertThat(denied.entry()).contains("deployments are made from 8 to 18 o'clock UTC");
      }
      for (String timely : new String[] {"2026-11-24T08:00:00Z", "2026-11-24T17:59:59.999Z"}) {
        story.at(timely);
        assertThat(story.ask("Workload/deployer", "deploy", "Environment/blue", "").isPermit())
            .isTrue();
      }
    }
  }

  @Test
  void itCannotSayTheTimeOrTheTierItself() throws Exception {
    try (Story story = Story.begin(folder, BUNDLE)) {
      story.at("2026-11-23T23:00:00Z");
      assertThat(
              story
                  .ask(
                      "Workload/deployer",
                      "deploy",
                      "Environment/blue",
                      ", \"context\": {\"now\": \"2026-11-23T10:00:00Z\"}")
                  .reasons())
          .containsExactly("refused");
      story.at("2026-11-24T10:00:00Z");
      String claimed =
          """
          {"subject": {"type": "Workload", "id": "deployer"}, "action": {"name": "deploy"},
           "resource": {"type": "Environment", "id": "eu-1", "properties": {"tier": "staging"}}}
          """;
      assertThat(story.point().post("/access/v1/evaluation", claimed).body())
          .contains("\"decision\":false")
          .contains("no-permit");
    }
  }
}
