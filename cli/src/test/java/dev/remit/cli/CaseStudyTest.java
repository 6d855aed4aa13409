package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.testkit.SharedData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/case-studies` say of two logs, which a person wrote from the raw records, is what
/// Remit says of them.
final class CaseStudyTest {
  private static final String DELIVERY = "AWS::Service::\"delivery.logs.amazonaws.com\"";
  private static final String HELPDESK = "AWS::User::\"arn:aws:iam::342082656213:user/jmerckle\"";

  @TempDir static Path folder;

  private static String lab = "";
  private static String redTeam = "";

  @BeforeAll
  static void observe() {
    lab = observed("sans504_s3_ransomware_lab.jsonl.gz");
    redTeam = observed("stratus_red_team_detonations.jsonl.gz");
  }

  /// The data folder that an import made.
  private static String observed(String file) {
    String data = folder.resolve(file).toString();
    Path log = SharedData.require("cloudtrail/" + file);
    Run run = Run.of("import", "cloudtrail", log.toString(), "--data", data);
    assertThat(run.code()).as(run.transcript()).isZero();
    return data;
  }

  private static Json.JsonObject asked(String command, String data) throws SyntaxException {
    Run run = Run.of(command, "--data", data, "--json");
    assertThat(run.code()).as(run.transcript()).isZero();
    return (Json.JsonObject) JsonReader.read(new Source("answer", run.out()));
  }

  private static List<Json.JsonObject> causes(String data) throws SyntaxException {
    return objects(asked("causes", data), "causes");
  }

  private static List<Json.JsonObject> objects(Json.JsonObject object, String member) {
    return object.find(member) instanceof Json.JsonArray array
        ? array.elements().stream().map(Json.JsonObject.class::cast).toList()
        : List.of();
  }

  private static String text(Json.JsonObject object, String member) {
    return object.find(member) instanceof Json.JsonString found ? found.value() : "";
  }

  private static long whole(Json.JsonObject object, String member) {
    return object.find(member) instanceof Json.JsonInteger found ? found.value() : -1;
  }

  private static List<String> kinds(Json.JsonObject cause) {
    return objects(cause, "followed").stream().map(each -> text(each, "kind")).toList();
  }

  private static String evidence(Json.JsonObject cause) {
    return String.join(
        "\n", objects(cause, "evidence").stream().map(each -> text(each, "text")).toList());
  }

  @Test
  void tenThousandDenialsHaveTwoCauses() throws SyntaxException {
    assertThat(whole(asked("causes", lab), "attempts")).isEqualTo(23_977);
    List<Json.JsonObject> causes = causes(lab);
    assertThat(causes).hasSize(2);

    Json.JsonObject delivery = causes.getFirst();
    assertThat(text(delivery, "identity")).isEqualTo(DELIVERY);
    assertThat(whole(delivery, "denials")).isEqualTo(10_011);
    assertThat(text(delivery, "first")).isEqualTo("2021-07-29T23:58:37Z");
    assertThat(text(delivery, "status")).isEqualTo("continuing");
    assertThat(text(delivery, "class")).isEqualTo("drift");
    assertThat(text(delivery, "confidence")).isEqualTo("medium");
    assertThat(text(delivery, "earlierSuccess")).isEqualTo("not-observable");
    assertThat(evidence(delivery))
        .contains("PutBucketPolicy")
        .contains("names others, and not this identity")
        .contains("others were permitted the same there 5394 times")
        .contains("an earlier success is not observable");
    assertThat(kinds(delivery)).containsExactly("retried");

    Json.JsonObject helpdesk = causes.getLast();
    assertThat(text(helpdesk, "identity")).isEqualTo(HELPDESK);
    assertThat(whole(helpdesk, "denials")).isEqualTo(4);
    assertThat(text(helpdesk, "class")).isEqualTo("suspected-misuse");
    assertThat(text(helpdesk, "confidence")).isEqualTo("high");
    assertThat(evidence(helpdesk)).contains("denied by 4 services within 92 s");
    assertThat(kinds(helpdesk))
        .containsExactly("granted-itself", "recovered", "granted-itself", "recovered");
  }

  @Test
  void theRateIsOfEvaluatedDecisionsAndOneCauseIsNearlyAllOfIt() {
    Run run = Run.of("rates", "--data", lab);
    assertThat(run.out())
        .containsPattern("evaluated decisions +10,015 +23,975 +41.8 % +4 of 13,964, 0.029 %")
        .contains("user-visible requests: unavailable")
        .contains("6,496 duplicates removed")
        .containsPattern("2021-07-29T23:58:37Z +observation +cloudtrail .* s3 +data");
  }

  @Test
  void theTimelineHoldsWhatChangedAuthority() {
    Run run = Run.of("timeline", "--data", lab);
    assertThat(run.out())
        .containsSubsequence(
            "2021-07-29T13:06:49Z",
            "iam:PutUserPolicy",
            "2021-07-29T13:10:42Z",
            "iam:CreateAccessKey",
            "s3:PutBucketPolicy",
            "iam:AttachRolePolicy")
        .doesNotContain("CreateFlowLogs")
        .doesNotContain("AssumeRole");
    assertThat(run.err()).contains("93 sessions were issued");
    Run about = Run.of("timeline", "--about", "user/jmerckle", "--data", lab);
    assertThat(about.out().lines()).hasSize(3);
  }

  @Test
  void aRedTeamIsToldByWhatItDidAndNotByItsName() throws SyntaxException {
    List<Json.JsonObject> causes = causes(redTeam);
    assertThat(causes)
        .extracting(cause -> whole(cause, "denials"))
        .containsExactly(30L, 15L, 2L, 2L, 1L, 1L);
    assertThat(causes)
        .extracting(cause -> text(cause, "class"))
        .containsExactly(
            "suspected-misuse",
            "suspected-misuse",
            "propagation-delay",
            "propagation-delay",
            "unknown",
            "unknown");
    for (Json.JsonObject cause : causes.subList(0, 4)) {
      assertThat(text(cause, "confidence")).isEqualTo("medium");
    }
    for (Json.JsonObject cause : causes.subList(4, 6)) {
      assertThat(evidence(cause)).contains("an earlier success is not observable");
    }
  }

  @Test
  void theInventoryNamesWhoActed() throws SyntaxException {
    List<Json.JsonObject> identities = objects(asked("identities", lab), "identities");
    assertThat(identities).hasSize(6);
    Json.JsonObject helpdesk =
        identities.stream()
            .filter(each -> text(each, "identity").equals(HELPDESK))
            .findFirst()
            .orElseThrow();
    assertThat(text(helpdesk, "kind")).isEqualTo("user");
    assertThat(whole(helpdesk, "attempts")).isEqualTo(37);
    assertThat(whole(helpdesk, "denials")).isEqualTo(4);
    assertThat(objects(helpdesk, "credentials")).hasSize(2);
  }
}
