package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.testkit.LiveFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes a data folder that has a file of every kind: records sealed and not, removed ones with
/// their tombstone, rollups, bundles of which an uploaded one is in force, entities in versions,
/// callers, keys and the note of a destroyed one.
final class KeptData {
  static final String TOKENS = "tokens";
  static final String DECISIONS = "decisions.csv";

  /// What a later version has to find in the log.
  static final String COLUMNS =
      "SELECT sequence, id, time, kind, point, outcome, reason, principal_id, action_id, resource_id,"
          + " bundle, entities_sequence FROM decisions ORDER BY sequence";

  private static final Duration DAY = Duration.ofDays(1);

  private static final Map<String, String> BUNDLE =
      Map.of(
          "remit.yaml",
          """
          name: desk
          owner: desk@harbour.example
          sensitive: {encrypt: [context.card]}
          """,
          "schema.cedarschema",
          """
          entity Group;
          entity User in [Group];
          entity Ticket;
          action look, refund appliesTo { principal: User, resource: Ticket, context: { card: String } };
          """,
          "policies/desk.cedar",
          """
          @id("desk-looks") permit (principal in Group::"desk", action == Action::"look", resource)
          when { context.card like "4*" };
          """,
          "entities/users.json",
          """
          [{"uid": {"type": "User", "id": "ada"}, "attrs": {}, "parents": [{"type": "Group", "id": "desk"}]}]
          """);

  private static final String REFUNDS =
      "@id(\"desk-refunds\") @reason(\"the desk refunds\") permit (principal in Group::\"desk\","
          + " action == Action::\"refund\", resource);\n";

  private final Path folder;
  private Instant now = Instant.parse("2026-10-01T09:00:00Z");

  private KeptData(Path folder) {
    this.folder = folder;
  }

  /// Writes it to an empty folder.
  static void write(Path folder) throws Exception {
    new KeptData(folder).write();
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now;
      }

      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }
    };
  }

  private void write() throws Exception {
    for (Map.Entry<String, String> file : BUNDLE.entrySet()) {
      Path path = folder.resolve("bundle").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    try (KeptService service = KeptService.start(folder, clock())) {
      String line = service.told().getFirst();
      String administrator = line.substring(line.lastIndexOf(' ') + 1);
      String pep = text(done(service.post(administrator, "/v1/callers", PEP)), "key");
      Files.writeString(folder.resolve(TOKENS), administrator + "\n" + pep + "\n");
      for (int day = 0; day < 4; day++) {
        ask(service, pep, "ada", "look");
        ask(service, pep, "ben", "look");
        done(service.post(administrator, "/v1/entities/changes", member("ben", day)));
        ask(service, pep, "ben", "refund");
        if (day == 1) {
          done(service.post(administrator, "/v1/bundles", BodyPublishers.ofByteArray(upload())));
        }
        now = now.plus(DAY);
      }
      done(service.post(administrator, "/access/v1/search/subject", SEARCH));
      ask(service, pep, "ada", "refund");
      while (LiveFolder.count(folder.resolve("data/log/rollups"), ".parquet") < 4) {
        Thread.onSpinWait();
      }
    }
    ran("log", "retain", "--data", data(), "--max-size", Long.toString(bytesOfNewestParts()) + "B");
    ran("log", "forget", "--data", data(), "--principal", "User::\"ben\"", "--yes");
    Files.delete(folder.resolve("data/lock"));
    Files.writeString(
        folder.resolve(DECISIONS), ran("log", "sql", "--data", data(), "--csv", COLUMNS));
  }

  private static final String PEP =
      "{\"id\":\"pep\",\"roles\":[\"enforcer\"],\"credential\":{\"kind\":\"api-key\"}}";

  private static final String SEARCH =
      "{\"subject\":{\"type\":\"User\"},\"action\":{\"name\":\"look\"},"
          + "\"resource\":{\"type\":\"Ticket\",\"id\":\"t1\"},\"context\":{\"card\":\"4000\"}}";

  private String data() {
    return folder.resolve("data").toString();
  }

  /// Of the second one on: the first goes for its size.
  private long bytesOfNewestParts() throws IOException {
    long bytes = 0;
    List<Path> parts = LiveFolder.files(folder.resolve("data/log/parts"));
    for (Path part : parts.subList(1, parts.size())) {
      bytes += Files.size(part);
    }
    for (Path segment : LiveFolder.files(folder.resolve("data/log/segments"))) {
      bytes += Files.size(segment);
    }
    return bytes;
  }

  /// The bundle with one more policy.
  private static byte[] upload() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : BUNDLE.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      zip.putNextEntry(new ZipEntry("policies/refunds.cedar"));
      zip.write(REFUNDS.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String member(String user, int day) {
    return "{\"upserts\":[{\"uid\":{\"type\":\"User\",\"id\":\"%s\"},\"attrs\":{},\"parents\":[%s]}]}"
        .formatted(user, day % 2 == 0 ? "{\"type\":\"Group\",\"id\":\"desk\"}" : "");
  }

  static HttpResponse<String> ask(KeptService service, String token, String user, String action)
      throws Exception {
    return done(
        service.post(
            token,
            "/access/v1/evaluation",
            "{\"subject\":{\"type\":\"User\",\"id\":\"%s\"},\"action\":{\"name\":\"%s\"},\"resource\":{\"type\":\"Ticket\",\"id\":\"t1\"},\"context\":{\"card\":\"4000-%s\"}}"
                .formatted(user, action, user)));
  }

  static HttpResponse<String> done(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return answer;
  }

  static String ran(String... arguments) {
    Run run = Run.of(arguments);
    assertThat(run.code()).as(run.transcript()).isZero();
    return run.out();
  }

  static String text(HttpResponse<String> answer, String... names) {
    return ((Json.JsonString) member(answer, names)).value();
  }

  static Json member(HttpResponse<String> answer, String... names) {
    try {
      Json found = JsonReader.read(new Source("answer", answer.body()));
      for (String name : names) {
        Json next = ((Json.JsonObject) found).find(name);
        assertThat(next).as("`" + name + "` of " + answer.body()).isNotNull();
        found = next;
      }
      return found;
    } catch (SyntaxException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
