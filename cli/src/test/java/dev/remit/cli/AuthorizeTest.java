package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `remit authorize`: answers, exit codes and where each input comes from.
final class AuthorizeTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file(
        "photos.cedar",
        """
        permit (principal in Team::"editors", action, resource);
        @id("no-private") forbid (principal, action, resource) when { resource.private };
        permit (principal, action, resource) when { context.mfa };
        """);
    file(
        "entities.json",
        """
        [{"uid": {"type": "User", "id": "ann"}, "attrs": {},
          "parents": [{"type": "Team", "id": "editors"}]},
         {"uid": {"type": "Photo", "id": "cat"}, "attrs": {"private": false}, "parents": []},
         {"uid": {"type": "Photo", "id": "cv"}, "attrs": {"private": true}, "parents": []}]
        """);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private Run authorize(String stdin, String principal, String resource, String... more) {
    String[] asked = {
      "authorize",
      "--policies",
      folder.resolve("photos.cedar").toString(),
      "--entities",
      folder.resolve("entities.json").toString(),
      "--principal",
      principal,
      "--action",
      "Action::\"view\"",
      "--resource",
      resource
    };
    String[] all = Arrays.copyOf(asked, asked.length + more.length);
    System.arraycopy(more, 0, all, asked.length, more.length);
    return Run.withInput(stdin, all);
  }

  @Test
  void anAllowedRequestExitsWithZero() {
    Run run = authorize("", "User::\"ann\"", "Photo::\"cat\"", "--json");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            "{\"decision\":\"allow\",\"reasons\":[\"policy0\"],\"errors\":[{\"policy\":\"policy2\","
                + "\"message\":\"the record has no attribute `mfa`\"}]}\n");
  }

  @Test
  void aDeniedRequestExitsWithTwoAndNamesTheForbidByItsAnnotation() {
    Run run = authorize("", "User::\"ann\"", "Photo::\"cv\"");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).startsWith("deny\nreasons: no-private\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void noMatchSaysThatNoPermitApplies() {
    Run run = authorize("{\"mfa\": false}", "User::\"bob\"", "Photo::\"cat\"", "--context", "-");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEqualTo("deny\nreasons: none, because no permit applies\n");
  }

  @Test
  void everyInputAtFaultIsReportedAtOnce() throws IOException {
    file("photos.cedar", "permit (principal, action, resource) when { context.mfa = true };");
    file("entities.json", "[{\"uid\": 1}]");
    Run run = authorize("[]", "User::ann", "Photo::\"cat\"", "--context", "-");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("photos.cedar:1:", "entities.json:1:", "--principal:1:", "<stdin>:1:1: ");
  }

  @Test
  void standardInputCanBeNamedOnce() {
    Run run =
        Run.withInput(
            "[]",
            "authorize",
            "--policies",
            "-",
            "--entities",
            "-",
            "--principal",
            "User::\"ann\"",
            "--action",
            "Action::\"view\"",
            "--resource",
            "Photo::\"cat\"");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("<stdin>: `-` is given twice; name a file for one of them");
  }

  @Test
  void aMissingFileIsNamed() {
    Run run = authorize("", "User::\"ann\"", "Photo::\"cat\"", "--context", "no.json");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("no.json: no such file; check the path\n");
  }

  @Test
  void aSchemaTellsHowToReadEntitiesAndContextAndBringsItsActions() throws IOException {
    String schema =
        file(
            "photos.cedarschema",
            """
            entity Team;
            entity User in [Team];
            entity Photo = { private: Bool };
            action read;
            action view in [read] appliesTo {
              principal: User, resource: Photo, context: { mfa: Bool, from: ipaddr }
            };
            """);
    file(
        "photos.cedar",
        """
        permit (principal, action in Action::"read", resource)
        when { context.from.isLoopback() };
        """);
    String[] more = {"--schema", schema, "--context", "-"};

    Run run =
        authorize(
            "{\"mfa\": true, \"from\": \"127.0.0.1\"}", "User::\"bob\"", "Photo::\"cat\"", more);
    assertThat(run.out()).startsWith("allow");

    Run unfit = authorize("{\"mfa\": 1}", "User::\"bob\"", "Photo::\"cat\"", more);
    assertThat(unfit.code()).isEqualTo(1);
    assertThat(unfit.err()).contains("<stdin>:1:");
  }
}
