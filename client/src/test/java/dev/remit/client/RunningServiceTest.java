package dev.remit.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.server.RemitServer;
import dev.remit.server.Surroundings;
import dev.remit.server.setting.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The service itself, asked over a socket.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RunningServiceTest {
  private RemitServer server;
  private String token;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    server =
        RemitServer.start(
            SettingsReader.with(
                SettingsReader.defaults(),
                Path.of(System.getProperty("remit.root"), "examples", "service"),
                data,
                0),
            Surroundings.system(told::add));
    token = told.getFirst().substring(told.getFirst().lastIndexOf(' ') + 1);
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private RemitClient.Builder client(String presented) {
    return RemitClient.builder(server.address(), () -> presented).timeout(Duration.ofSeconds(20));
  }

  private static Question.Builder deploy(String service) {
    return Question.builder()
        .subject("ServiceAccount", "release-berths")
        .action("deploy")
        .resource("Service", service);
  }

  @Test
  void permitsAndDeniesWithReasons() {
    RemitClient client = client(token).build();
    Answer permitted = client.ask(deploy("berth-planner/staging").build());
    assertThat(permitted.isPermitted()).isTrue();
    assertThat(permitted.reasons())
        .extracting(Reason::policy)
        .containsExactly("deploy-own-services");
    Answer denied = client.ask(deploy("berth-planner/production").build());
    assertThat(denied.isPermitted()).isFalse();
    assertThat(denied.isUnavailable()).isFalse();
    assertThat(denied.id()).isNotEmpty();
    assertThat(denied.reasons())
        .extracting(Reason::text)
        .containsExactly(
            "a deployment to production names its approved change, as `context.change`");
    Question changed =
        deploy("berth-planner/production").context(Map.of("change", "CHG-1042")).build();
    assertThat(client.ask(changed).isPermitted()).isTrue();
  }

  @Test
  void saysWhatItsAnswersRestOnSoThatTheyCanBeKept() {
    RemitClient client = client(token).cache(10, Duration.ofSeconds(60)).build();
    Question question =
        deploy("berth-planner/staging")
            .credential(new Credential("key-7", Instant.now().plusSeconds(3600)))
            .build();
    Answer answer = client.ask(question);
    assertThat(client.keptAnswers()).isEqualTo(1);
    assertThat(client.ask(question).id()).isEqualTo(answer.id()).isNotEmpty();
  }

  @Test
  void anUnknownTokenIsDenied() {
    assertThat(client("wrong").build().ask(deploy("berth-planner/staging").build()).isUnavailable())
        .isTrue();
  }
}
