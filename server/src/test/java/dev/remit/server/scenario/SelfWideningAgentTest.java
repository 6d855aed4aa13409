package dev.remit.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.server.SampleBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent is denied, tries every way to be permitted that its credential reaches, and repeats
/// what was denied.
final class SelfWideningAgentTest {
  private static final String ADA = "User/ada";
  private static final String PLAN = "Document/plan";

  @TempDir Path folder = Path.of("");

  @Test
  void nothingThatItMayReachWidensWhatItMayDo() throws Exception {
    try (Story story = Story.begin(folder, new SampleBundle().files())) {
      assertThat(story.ask(ADA, "write", PLAN, "").reasons()).containsExactly("no-permit");
      String version = story.service().get("/v1/entities").body();
      String bundles = story.service().get("/v1/bundles").body();

      byte[] own = "permit (principal, action, resource);".getBytes(StandardCharsets.UTF_8);
      List<Integer> statuses =
          List.of(
              story.point().post("/v1/bundles", own).statusCode(),
              story
                  .point()
                  .post(
                      "/v1/entities/changes",
                      "{\"upserts\": [{\"uid\": {\"type\": \"User\", \"id\": \"ada\"},"
                          + " \"attrs\": {\"level\": 9}, \"parents\": []}]}")
                  .statusCode(),
              story
                  .point()
                  .post(
                      "/v1/callers",
                      "{\"id\": \"me\", \"roles\": [\"administrator\"], \"credential\": {\"kind\":"
                          + " \"api-key\"}}")
                  .statusCode());
      assertThat(statuses).containsOnly(403);

      Story.Told again = story.ask(ADA, "write", PLAN, "");
      assertThat(again.reasons()).containsExactly("no-permit");
      assertThat(again.entry()).contains("explanations").contains("members-read");
      assertThat(story.service().get("/v1/entities").body()).isEqualTo(version);
      assertThat(story.service().get("/v1/bundles").body()).isEqualTo(bundles);
    }
  }

  @Test
  void whatItSaysOfItselfDoesNotOverrideWhatIsKnown() throws Exception {
    Map<String, String> bundle = SampleBundle.writingFrom(5).files();
    try (Story story = Story.begin(folder, bundle)) {
      String claimed =
          """
          {"subject": {"type": "User", "id": "ada", "properties": {"level": 9}},
           "action": {"name": "write"}, "resource": {"type": "Document", "id": "plan"}}
          """;
      assertThat(story.point().post("/access/v1/evaluation", claimed).body())
          .contains("\"decision\":false");
      for (String forged : List.of("task", "provenance", "credential", "flow", "now")) {
        assertThat(
                story.ask(ADA, "write", PLAN, ", \"context\": {\"" + forged + "\": {}}").reasons())
            .as(forged)
            .containsExactly("refused");
      }
    }
  }
}
