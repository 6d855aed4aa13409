package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What callers reported to a service, in the rates of its log.
final class ReportedOutcomesTest {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

  @TempDir private Path folder;

  private static String id(HttpResponse<String> answer) {
    Matcher id = ID.matcher(answer.body());
    assertThat(id.find()).as(answer.body()).isTrue();
    return id.group(1);
  }

  private void writeBundle() throws Exception {
    Path bundle = Files.createDirectories(folder.resolve("bundle/policies"));
    Files.writeString(
        bundle.resolveSibling("remit.yaml"),
        """
        name: desk
        owner: desk@harbour.example
        tasks: {purposes: {support: {longest: 3h}}}
        """);
    Files.writeString(
        bundle.resolveSibling("schema.cedarschema"),
        """
        type Task = { id: String, purpose: String, labels: Set<String>, meters: {} };
        entity User, Record;
        action read appliesTo { principal: User, resource: Record, context: { task: Task } };
        namespace Remit {
          entity Purpose;
          action "open-task" appliesTo {
            principal: User, resource: Purpose, context: { task: Task, seconds: Long }
          };
        }
        """);
    Files.writeString(
        bundle.resolve("tasks.cedar"),
        "@id(\"open\") permit (principal, action == Remit::Action::\"open-task\", resource);\n");
  }

  @Test
  void whatUsersSawAndHowTasksEndedIsInTheRates() throws Exception {
    writeBundle();
    try (KeptService service = KeptService.start(folder, Clock.systemUTC())) {
      String line = service.told().getFirst();
      String token = line.substring(line.lastIndexOf(' ') + 1);
      String task =
          id(
              service.post(
                  token,
                  "/v1/tasks",
                  "{\"subject\": {\"type\": \"User\", \"id\": \"pat\"}, \"purpose\": \"support\"}"));
      String decision =
          id(
              service.post(
                  token,
                  "/access/v1/evaluation",
                  """
                  {"subject": {"type": "User", "id": "pat"}, "action": {"name": "read"},
                   "resource": {"type": "Record", "id": "1"}}
                  """));
      HttpResponse<String> seen =
          service.post(
              token,
              "/v1/outcomes",
              "{\"decision\": \"%s\", \"visibleStatus\": 403}".formatted(decision));
      assertThat(seen.statusCode()).as(seen.body()).isEqualTo(200);
      HttpResponse<String> ended =
          service.post(
              token,
              "/v1/tasks/" + task + "/outcome",
              "{\"status\": \"failed\", \"wantOfAuthority\": true}");
      assertThat(ended.statusCode()).as(ended.body()).isEqualTo(200);
    }
    Run rates = Run.of("rates", "--data", folder.resolve("data").toString());
    assertThat(rates.out())
        .containsPattern("user-visible requests +1 +1 +100\\.0 %")
        .contains("Tasks whose end was reported, for want of authority")
        .containsPattern("support +1 +1 +100\\.0 % +1");
  }
}
