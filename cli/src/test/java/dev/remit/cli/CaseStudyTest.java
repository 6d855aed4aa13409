package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.testkit.SharedData;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/case-studies` say of two logs, which a person wrote from the raw records, is what
/// Remit says of them.
final class CaseStudyTest {
  private static final String DELIVERY = "AWS::Service::\"delivery.logs.amazonaws.com\"";
  private static final String HELPDESK = "AWS::User::\"arn:aws:iam::342082656213:user/jmerckle\"";

  @TempDir Path folder;

  private void observe(String file) {
    Run run =
        Run.of(
            "import",
            "cloudtrail",
            SharedData.require("cloudtrail/" + file).toString(),
            "--data",
            folder.toString());
    assertThat(run.code()).as(run.transcript()).isZero();
  }

  private Json.JsonObject asked(String... command) throws SyntaxException {
    String[] all = new String[command.length + 3];
    System.arraycopy(command, 0, all, 0, command.length);
    all[command.length] = "--data";
    all[command.length + 1] = folder.toString();
    all[command.length + 2] = "--json";
    Run run = Run.of(all);
    assertThat(run.code()).as(run.transcript()).isZero();
    return (Json.JsonObject) JsonReader.read(new Source("answer", run.out()));
  }

  private List<Json.JsonObject> causes() throws SyntaxException {
    return objects(asked("causes"), "causes");
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
    observe("sans504_s3_ransomware_lab.jsonl.gz");
    List<Json.JsonObject> causes = causes();
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
        .contains("others were permitted the same there 5392 times")
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
  void theTimelineHoldsWhatChangedAuthority() throws SyntaxException {
    observe("sans504_s3_ransomware_lab.jsonl.gz");
    Run run = Run.of("timeline", "--data", folder.toString());
    assertThat(run.out())
        .containsSubsequence(
            "2021-07-29T13:06:49Z",
            "iam:PutUserPolicy",
            "2021-07-29T13:10:42Z",
            "iam:CreateAccessKey",
            "s3:PutBucketPolicy",
            "iam:AttachRolePolicy")
        .doesNotContain("CreateFlowLogs");
    Run about = Run.of("timeline", "--about", "user/jmerckle", "--data", folder.toString());
    assertThat(about.out().lines()).hasSize(3);
  }

  @Test
  void aRedTeamIsToldByWhatItDidAndNotByItsName() throws SyntaxException {
    observe("stratus_red_team_detonations.jsonl.gz");
    List<Json.JsonObject> causes = causes();
    assertThat(causes).extracting(cause -> whole(cause, "denials")).containsExactly(30L, 15L, 2L, 2L, 1L, 1L);
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
    observe("sans504_s3_ransomware_lab.jsonl.gz");
    List<Json.JsonObject> identities = objects(asked("identities"), "identities");
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
