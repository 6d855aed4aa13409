package dev.remit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.server.setting.Settings;
import dev.remit.server.setting.SettingsReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemitServerTest {
  @TempDir private Path data;

  @Test
  void anEvaluationIsAnswered() throws Exception {
    List<String> told = new ArrayList<>();
    Settings settings =
        SettingsReader.with(
            SettingsReader.defaults(),
            Path.of(System.getProperty("remit.root"), "examples", "agents"),
            data,
            0);
    try (RemitServer server = RemitServer.start(settings, Surroundings.system(told::add));
        HttpClient client = HttpClient.newHttpClient()) {
      String token = told.getFirst().substring(told.getFirst().lastIndexOf(' ') + 1);
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + server.port() + "/access/v1/evaluation"))
                  .header("Authorization", "Bearer " + token)
                  .header("X-Request-ID", "r1")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"subject\":{\"type\":\"Agent\",\"id\":\"x\"},\"action\":{\"name\":\"a\"},"
                              + "\"resource\":{\"type\":\"T\",\"id\":\"y\"}}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).contains("\"decision\":false").contains("no-permit");
      assertThat(answer.headers().firstValue("X-Request-ID")).contains("r1");
      assertThat(answer.headers().firstValue("X-Remit-Basis"))
          .hasValueSatisfying(basis -> assertThat(basis).matches("sha256:[0-9a-f]{64}/.+@[0-9]+"));
    }
  }

  @Test
  void aStartThatFailsLeavesNoClientOfTheNetworkBehind() throws Exception {
    Settings settings =
        SettingsReader.read(
            new Source(
                "test",
                "{bundle: '%s', data: '%s', listen: {port: 0}, telemetry: {access-log: '%s'}}"
                    .formatted(
                        Path.of(System.getProperty("remit.root"), "examples", "agents"),
                        data,
                        data.resolve("no/such/folder/access.log"))));
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    assertThatThrownBy(() -> RemitServer.start(settings, Surroundings.system(_ -> {})))
        .isInstanceOf(ServerFault.class)
        .hasMessageContaining("access-log");
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("HttpClient-"));
  }
}
