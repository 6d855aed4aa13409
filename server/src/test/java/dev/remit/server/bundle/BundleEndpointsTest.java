package dev.remit.server.bundle;

import static dev.remit.server.RunningService.isPermit;
import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleEndpointsTest {
  @TempDir private static Path folder;
  @TempDir private static Path data;
  private static RunningService service;
  private static String first;

  @BeforeAll
  static void start() throws Exception {
    service = RunningService.start(new SampleBundle().write(folder), data, "");
    first = text(object(service.get("/v1/bundles")), "active", "digest");
  }

  @BeforeEach
  void theFirstBundleIsInForce() throws Exception {
    service.post("/v1/bundles/" + first + "/activate", new byte[0]);
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  @Test
  void anUploadedBundleIsInForceAndTheOneBeforeIsARollbackAway() throws Exception {
    assertThat(isPermit(service.decide("ada", "write"))).isFalse();
    HttpResponse<String> uploaded =
        service.post("/v1/bundles", Archives.tarGz(SampleBundle.writingFrom(3).files()));
    assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
    assertThat(isPermit(service.decide("ada", "write"))).isTrue();
    String location = uploaded.headers().firstValue("Location").orElseThrow();
    assertThat(service.get(location).body()).contains("policies/writing.cedar", "\"active\":true");
    assertThat(object(service.get("/v1/bundles")))
        .satisfies(listed -> {
          assertThat(text(listed, "active", "by")).isEqualTo("administrator");
          assertThat(text(listed, "active", "origin")).isEqualTo("upload");
          assertThat(text(listed, "active", "owner")).isEqualTo("records@harbour.example");
        });

    HttpResponse<String> back = service.post("/v1/bundles/" + first + "/activate", new byte[0]);
    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    assertThat(isPermit(service.decide("ada", "write"))).isFalse();
    assertThat(text(object(service.get("/v1/bundles")), "active", "origin"))
        .isEqualTo("activation");
  }

  @Test
  void uploadingWhatIsInForceChangesNothing() throws Exception {
    HttpResponse<String> again =
        service.post("/v1/bundles", Archives.zip(new SampleBundle().files()));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"changed\":false");
  }

  @Test
  void aBadBundleIsRefusedWithAllItsErrorsAndTheOldOneServes() throws Exception {
    SampleBundle bad =
        new SampleBundle()
            .with("policies/a.cedar", "permit (principal, action, resource) when { 1 + };")
            .with("policies/b.cedar", "forbid (principal, action resource);")
            .with("entities/bad.json", "[{\"uid\": 1}]")
            .with("remit.yaml", "name: x\nowner: y\nunknown: 1\n");
    HttpResponse<String> refused = service.post("/v1/bundles", Archives.tarGz(bad.files()));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(refused.body())
        .contains("\"code\":\"bundle.refused\"")
        .contains("policies/a.cedar:1:")
        .contains("policies/b.cedar:1:")
        .contains("entities/bad.json:1:")
        .contains("remit.yaml:3:");
    assertThat(isPermit(service.decide("ada", "read"))).isTrue();
  }

  @Test
  void aBundleThatDoesNotFitItsSchemaIsRefused() throws Exception {
    SampleBundle bad =
        new SampleBundle()
            .with(
                "policies/a.cedar",
                "@id(\"odd\") permit (principal, action == Action::\"read\", resource) when {"
                    + " principal.nothing };");
    HttpResponse<String> refused = service.post("/v1/bundles", Archives.tarGz(bad.files()));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    assertThat(refused.body()).contains("policy `odd`");
  }

  @Test
  void aBundleWithAnEntityThatWasPutIsRefused() throws Exception {
    service.put(
        "/v1/entities/User/bo",
        "{\"uid\":{\"type\":\"User\",\"id\":\"bo\"},\"attrs\":{},\"parents\":[]}");
    SampleBundle bad =
        new SampleBundle()
            .with(
                "entities/bo.json",
                "[{\"uid\":{\"type\":\"User\",\"id\":\"bo\"},\"attrs\":{},\"parents\":[]}]");
    HttpResponse<String> refused = service.post("/v1/bundles", Archives.tarGz(bad.files()));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("bundle.overlapping-entities").contains("User::");
    assertThat(isPermit(service.decide("ada", "read"))).isTrue();
    service.delete("/v1/entities/User/bo");
  }

  private static final SampleBundle LEVELS_ARE_TEXT =
      new SampleBundle()
          .with("schema.cedarschema", SampleBundle.SCHEMA.replace("Long", "String"))
          .with("entities/users.json", "[]");

  private static void putUser(RunningService service, String id) throws Exception {
    HttpResponse<String> put =
        service.put(
            "/v1/entities/User/" + id,
            "{\"uid\":{\"type\":\"User\",\"id\":\"%s\"},\"attrs\":{\"level\":3},\"parents\":[]}"
                .formatted(id));
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
  }

  @Test
  void aBundleWhoseSchemaEntitiesDoNotFitIsRefusedAndNamesTheFirst() throws Exception {
    for (int i = 1; i <= 7; i++) {
      putUser(service, "u" + i);
    }
    service.put(
        "/v1/entities/Free/1",
        "{\"uid\":{\"type\":\"Free\",\"id\":\"1\"},\"attrs\":{\"level\":1},\"parents\":[]}");
    HttpResponse<String> refused =
        service.post("/v1/bundles", Archives.tarGz(LEVELS_ARE_TEXT.files()));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    assertThat(text(object(refused), "code")).isEqualTo("bundle.unfit-entities");
    assertThat(text(object(refused), "detail"))
        .startsWith("entities: 7 that were put do not fit the schema of the bundle: `User::\"u1\"`")
        .contains("`User::\"u5\"`")
        .doesNotContain("u6", "Free")
        .contains(" and 2 more; change them, or put one in force first that ");
    assertThat(isPermit(service.decide("ada", "read"))).isTrue();
    for (int i = 1; i <= 7; i++) {
      service.delete("/v1/entities/User/u" + i);
    }
    HttpResponse<String> accepted =
        service.post("/v1/bundles", Archives.tarGz(LEVELS_ARE_TEXT.files()));
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(201);
    service.delete("/v1/entities/Free/1");
  }

  /// And once it serves them, another bundle with that schema is not refused for what it found.
  @Test
  void aStartServesABundleThatEntitiesDoNotFitAndSaysSo(
      @TempDir Path ownFolder, @TempDir Path ownData) throws Exception {
    try (RunningService before =
        RunningService.start(new SampleBundle().write(ownFolder), ownData, "")) {
      putUser(before, "bo");
      before.stop();
      LEVELS_ARE_TEXT.write(ownFolder);
      try (RunningService after = before.again(ownFolder, ownData, "")) {
        assertThat(after.nextTold())
            .startsWith("entities: 1 that was put does not fit the schema of the bundle: ")
            .contains("`User::\"bo\"`");
        assertThat(isPermit(after.decide("bo", "read"))).isFalse();
        SampleBundle forbids =
            LEVELS_ARE_TEXT.with(
                "policies/no.cedar", "@id(\"no\") forbid (principal, action, resource);");
        assertThat(after.post("/v1/bundles", Archives.tarGz(forbids.files())).statusCode())
            .isEqualTo(201);
        assertThat(
                after.post("/v1/bundles", Archives.tarGz(new SampleBundle().files())).statusCode())
            .isEqualTo(201);
      }
    }
  }

  @Test
  void anUploadedBundleOutlastsARestartUntilTheFolderChanges(
      @TempDir Path ownFolder, @TempDir Path ownData) throws Exception {
    try (RunningService before =
        RunningService.start(new SampleBundle().write(ownFolder), ownData, "")) {
      before.post("/v1/bundles", Archives.tarGz(SampleBundle.writingFrom(3).files()));
      before.stop();
      try (RunningService after = before.again(ownFolder, ownData, "watch: 20ms")) {
        assertThat(after.nextTold()).contains("put in force by administrator");
        assertThat(isPermit(after.decide("ada", "write"))).isTrue();

        SampleBundle.writingFrom(9).write(ownFolder);
        assertThat(after.nextTold()).contains("is in force");
        assertThat(isPermit(after.decide("ada", "write"))).isFalse();
        assertThat(text(object(after.get("/v1/bundles")), "active", "origin")).isEqualTo("folder");

        Files.writeString(ownFolder.resolve("policies/writing.cedar"), "permit (");
        assertThat(after.nextTold()).contains("is refused").contains("goes on serving");
        assertThat(after.nextTold()).contains("policies/writing.cedar:1:");
        assertThat(isPermit(after.decide("ada", "read"))).isTrue();
      }
    }
  }

  @Test
  void whatIsNoBundleIsRefused() throws Exception {
    byte[] sound = Archives.tarGz(SampleBundle.writingFrom(3).files());
    refused(new byte[0], 415, "request.media-type");
    refused("{}".getBytes(StandardCharsets.UTF_8), 415, "request.media-type");
    refused(Arrays.copyOf(sound, sound.length - 20), 400, "bundle.archive");
    refused(Archives.zip(Map.of("../remit.yaml", SampleBundle.MANIFEST)), 400, "bundle.archive");
    refused(
        Archives.zip(Map.of("folder/remit.yaml", SampleBundle.MANIFEST)), 422, "bundle.refused");
    refused(Archives.zip(Map.of()), 415, "request.media-type");
  }

  private static void refused(byte[] body, int status, String code) throws Exception {
    HttpResponse<String> answer = service.post("/v1/bundles", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(text(object(answer), "code")).isEqualTo(code);
    assertThat(text(object(service.get("/v1/bundles")), "active", "digest")).isEqualTo(first);
  }

  @Test
  void unknownDigestsAreSaidToBeSo() throws Exception {
    HttpResponse<String> unknown = service.get("/v1/bundles/" + "0".repeat(64));
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("bundle.unknown");
    assertThat(service.post("/v1/bundles/" + "0".repeat(64) + "/activate", "{}").statusCode())
        .isEqualTo(404);
    assertThat(service.get("/v1/bundles/no-digest").statusCode()).isEqualTo(400);
    assertThat(service.get("/v1/bundles?activ=1").body()).contains("request.unknown-parameter");
  }
}
