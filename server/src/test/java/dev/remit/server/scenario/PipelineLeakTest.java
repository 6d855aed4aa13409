package dev.remit.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.server.RunningService;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pipeline that may read secrets and may publish, and must not do both in one task.
final class PipelineLeakTest {
  private static final Map<String, String> BUNDLE =
      Map.of(
          "remit.yaml",
          """
          name: pipelines
          owner: platform@harbour.example
          mapping: {agents: Pipeline}
          tasks:
            labels: [secret-read]
            purposes: {release: {longest: 1h}}
            standing-grants: forbid
          """,
          "schema.cedarschema",
          """
          type Task = { id: String, purpose: String, labels: Set<String>, meters: {} };
          entity User, Pipeline, Secret;
          entity Registry { public: Bool };
          action read appliesTo {
            principal: Pipeline, resource: Secret, context: { task: Task }
          };
          action publish appliesTo {
            principal: Pipeline, resource: Registry, context: { task: Task }
          };
          namespace Remit {
            entity Purpose;
            action "open-task" appliesTo {
              principal: [User, Pipeline], resource: Purpose, context: { task: Task, seconds: Long }
            };
          }
          """,
          "entities/all.json",
          """
          [{"uid": {"type": "Registry", "id": "docker.io"}, "attrs": {"public": true}, "parents": []},
           {"uid": {"type": "Registry", "id": "inside"}, "attrs": {"public": false}, "parents": []}]
          """,
          "policies/releasing.cedar",
          """
          @id("open")
          permit (principal, action == Remit::Action::"open-task", resource)
          when { principal is User || context.task.purpose == "release" };

          @id("read-secrets") @label("secret-read")
          permit (principal is Pipeline, action == Action::"read", resource is Secret)
          when { context.task.purpose == "release" };

          @id("publish")
          permit (principal is Pipeline, action == Action::"publish", resource is Registry)
          when { context.task.purpose == "release" };

          @id("secrets-stay") @reason("this run has read a secret, and the registry is public")
          forbid (principal is Pipeline, action == Action::"publish", resource)
          when { resource.public && context.task.labels.contains("secret-read") };
          """);

  @TempDir Path folder = Path.of("");

  private static String open(Story story, String opener, String... above) throws Exception {
    var builder =
        story
            .point()
            .request("/v1/tasks")
            .header("Content-Type", "application/json")
            .POST(
                java.net.http.HttpRequest.BodyPublishers.ofString(
                    """
                    {"subject": %s, "holder": {"type": "Pipeline", "id": "release"},
                     "purpose": "release"}
                    """
                        .formatted(opener)));
    if (above.length > 0) {
      builder.header("Remit-Task", above[0]);
    }
    HttpResponse<String> answer = story.point().send(builder);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return RunningService.text(RunningService.object(answer), "token");
  }

  private static Story.Told ask(Story story, String task, String action, String resource)
      throws Exception {
    return story.ask("Pipeline/release", action, resource, "", "Remit-Task", task);
  }

  private static final String PAT = "{\"type\": \"User\", \"id\": \"pat\"}";
  private static final String ITSELF = "{\"type\": \"Pipeline\", \"id\": \"release\"}";

  @Test
  void onceItHasReadASecretItPublishesInsideAlone() throws Exception {
    try (Story story = Story.begin(folder, BUNDLE)) {
      String task = open(story, PAT);
      assertThat(ask(story, task, "publish", "Registry/docker.io").isPermit()).isTrue();
      assertThat(ask(story, task, "read", "Secret/signing-key").isPermit()).isTrue();
      Story.Told leak = ask(story, task, "publish", "Registry/docker.io");
      assertThat(leak.reasons()).containsExactly("forbidden:secrets-stay");
      assertThat(leak.entry()).contains("secret-read").contains("the registry is public");
      assertThat(ask(story, task, "publish", "Registry/inside").isPermit()).isTrue();
    }
  }

  @Test
  void aTaskThatItOpensBelowIsAsLabelledAndAnotherOneItCannotOpen() throws Exception {
    try (Story story = Story.begin(folder, BUNDLE)) {
      String task = open(story, PAT);
      assertThat(ask(story, task, "read", "Secret/signing-key").isPermit()).isTrue();
      String below = open(story, ITSELF, task);
      assertThat(ask(story, below, "publish", "Registry/docker.io").reasons())
          .containsExactly("forbidden:secrets-stay");
      assertThat(story.ask("Pipeline/release", "publish", "Registry/docker.io", "").reasons())
          .containsExactly("no-permit");
    }
  }
}
