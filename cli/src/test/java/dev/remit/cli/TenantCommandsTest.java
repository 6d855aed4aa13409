package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.server.RemitServer;
import dev.remit.server.Surroundings;
import dev.remit.server.setting.SettingsReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the commands make of a data folder that a service with two tenants left, who decided
/// differently on equal names.
final class TenantCommandsTest {
  private static final Pattern TOKEN = Pattern.compile("remit_[A-Za-z0-9_-]+");
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

  @TempDir private static Path folder;
  private static Path data;
  private static String own;
  private static String acme;

  @BeforeAll
  static void serveAndStop() throws Exception {
    data = folder.resolve("data");
    bundle("own", "permit (principal, action, resource) when { principal.level >= 5 };");
    bundle("acme", "permit (principal, action, resource) when { principal.level < 5 };");
    List<String> told = new ArrayList<>();
    String settings =
        "{bundle: '%s', data: '%s', watch: 0s, listen: {port: 0}, tenants: {acme: {bundle: '%s'}}}"
            .formatted(folder.resolve("own"), data, folder.resolve("acme"));
    try (RemitServer server =
            RemitServer.start(
                SettingsReader.read(new Source("test", settings)), Surroundings.system(told::add));
        HttpClient client = HttpClient.newHttpClient()) {
      Asking administrator = new Asking(client, server.address(), token(told.getFirst()));
      Asking boss =
          administrator.as(
              token(
                  administrator.send(
                      "POST",
                      "/v1/callers",
                      """
                      {"tenant": "acme", "id": "boss", "roles": ["administrator"],
                       "credential": {"kind": "api-key"}}\
                      """)));
      administrator.send("PUT", "/v1/entities/User/eve", level(9));
      boss.send("PUT", "/v1/entities/User/eve", level(1));
      own = administrator.evaluate();
      acme = boss.evaluate();
      boss.evaluate();
    }
  }

  private static void bundle(String name, String policy) throws Exception {
    Path bundle = folder.resolve(name);
    Files.createDirectories(bundle.resolve("policies"));
    Files.writeString(bundle.resolve("remit.yaml"), "name: " + name + "\nowner: a@b.example\n");
    Files.writeString(bundle.resolve("schema.cedarschema"), "");
    Files.writeString(bundle.resolve("policies/p.cedar"), "@id(\"" + name + "\")\n" + policy);
  }

  private static String level(int level) {
    return ("{\"uid\": {\"type\": \"User\", \"id\": \"eve\"}, \"attrs\": {\"level\": %d},"
            + " \"parents\": []}")
        .formatted(level);
  }

  private static String token(String text) {
    Matcher token = TOKEN.matcher(text);
    assertThat(token.find()).as(text).isTrue();
    return token.group();
  }

  private record Asking(HttpClient client, URI address, String token) {
    Asking as(String other) {
      return new Asking(client, address, other);
    }

    String send(String method, String path, String body) throws Exception {
      var answer =
          client.send(
              HttpRequest.newBuilder(address.resolve(path))
                  .header("Authorization", "Bearer " + token)
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
      return answer.body();
    }

    /// The id of a decision, which is a permit.
    String evaluate() throws Exception {
      String answer =
          send(
              "POST",
              "/access/v1/evaluation",
              """
              {"subject": {"type": "User", "id": "eve"}, "action": {"name": "read"},
               "resource": {"type": "Doc", "id": "1"}}\
              """);
      assertThat(answer).contains("\"decision\":true");
      Matcher id = ID.matcher(answer);
      assertThat(id.find()).isTrue();
      return id.group(1);
    }
  }

  private static Run log(String command, Path folder, String... more) {
    List<String> arguments = new ArrayList<>(List.of("log", command, "--data", folder.toString()));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  @Test
  void everyTenantsDecisionsAreTakenAgainOnWhatIsItsOwn() {
    Run all = log("replay", data);
    assertThat(all.code()).as(all.transcript()).isZero();
    assertThat(log("replay", data, "--tenant", "acme", "--json").out()).contains("\"total\": 2");
    assertThat(log("replay", data, own, acme).code()).isZero();
    assertThat(log("show", data, acme).out()).contains("acme");
  }

  @Test
  void recordsAreFilteredByTenant() {
    assertThat(log("query", data, "--tenant", "acme", "--json").out().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("\"tenant\":\"acme\""));
    assertThat(log("query", data, "--tenant", "default", "--json").out()).contains(own);
    assertThat(log("export", data, "--format", "json", "--tenant", "acme").out().lines())
        .hasSize(2);
    assertThat(log("tail", data, "--tenant", "default", "-n", "2", "--json").out().lines())
        .singleElement()
        .asString()
        .contains(own);
    assertThat(log("query", data, "--tenant", "globex").err()).contains("no record matches");
    assertThat(
            log(
                    "sql",
                    data,
                    "--csv",
                    "SELECT tenant, sum(count) FROM rollups GROUP BY ALL ORDER BY tenant")
                .out())
        .contains("acme,2\ndefault,1\n");
  }

  @Test
  void aBackupHoldsWhatEveryTenantNeedsToTakeItsDecisionsAgain() {
    Path backup = folder.resolve("backup");
    Path restored = folder.resolve("restored");
    Run backedUp = Run.of("backup", "--data", data.toString(), "--to", backup.toString());
    assertThat(backedUp.code()).as(backedUp.transcript()).isZero();
    Run back = Run.of("restore", "--from", backup.toString(), "--data", restored.toString());
    assertThat(back.code()).as(back.transcript()).isZero();
    Run again = log("replay", restored);
    assertThat(again.code()).as(again.transcript()).isZero();
    Run retained = log("retain", restored, "--max-age", "400d");
    assertThat(retained.out())
        .contains(
            "entity versions are needed from 1 on",
            "entity versions of the tenant `acme` are needed from 1 on");
    assertThat(log("replay", restored).code()).isZero();
  }
}
