package dev.remit.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workload reads secrets of its own team, up to the classification it is cleared for.
final class SecretClearanceTest {
  private static final Map<String, String> BUNDLE =
      Map.of(
          "remit.yaml",
          "name: secrets\nowner: security@harbour.example\n",
          "schema.cedarschema",
          """
          entity Team;
          entity Workload in [Team] { clearance?: Long };
          entity Secret in [Team] { classification: Long };
          action read appliesTo { principal: Workload, resource: Secret };
          """,
          "entities/all.json",
          """
          [{"uid": {"type": "Workload", "id": "billing"}, "attrs": {"clearance": 1},
            "parents": [{"type": "Team", "id": "money"}]},
           {"uid": {"type": "Workload", "id": "new"}, "attrs": {},
            "parents": [{"type": "Team", "id": "money"}]},
           {"uid": {"type": "Secret", "id": "smtp"}, "attrs": {"classification": 1},
            "parents": [{"type": "Team", "id": "money"}]},
           {"uid": {"type": "Secret", "id": "bank"}, "attrs": {"classification": 3},
            "parents": [{"type": "Team", "id": "money"}]}]
          """,
          "policies/secrets.cedar",
          """
          @id("team-reads")
          permit (principal in Team::"money", action == Action::"read", resource in Team::"money");

          @id("cleared") @reason("the secret is classified above the clearance of whoever asks")
          forbid (principal, action == Action::"read", resource is Secret)
          unless { principal has clearance && principal.clearance >= resource.classification };
          """);

  @TempDir Path folder = Path.of("");

  @Test
  void aSecretIsReadWithClearanceForItsClassificationAlone() throws Exception {
    try (Story story = Story.begin(folder, BUNDLE)) {
      assertThat(story.ask("Workload/billing", "read", "Secret/smtp", "").reasons())
          .containsExactly("permitted:team-reads");
      Story.Told above = story.ask("Workload/billing", "read", "Secret/bank", "");
      assertThat(above.reasons()).containsExactly("forbidden:cleared");
      assertThat(above.entry())
          .contains("the secret is classified above the clearance")
          .contains("principal.clearance >= resource.classification");
      assertThat(story.ask("Workload/new", "read", "Secret/smtp", "").reasons())
          .containsExactly("forbidden:cleared");
    }
  }

  @Test
  void aSecretOfWhichNothingIsKnownIsReadByNobody() throws Exception {
    try (Story story = Story.begin(folder, BUNDLE)) {
      Story.Told unknown = story.ask("Workload/billing", "read", "Secret/unknown", "");
      assertThat(unknown.reasons()).containsExactly("forbid-error:cleared");
      assertThat(unknown.entry()).contains("classification");
    }
  }
}
