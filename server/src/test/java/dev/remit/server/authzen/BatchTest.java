package dev.remit.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchTest {
  private static final String ALICE = "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"}";
  private static final String RECORD = "\"resource\":{\"type\":\"record\",\"id\":\"record-1\"}";
  private static final String MAY = "{\"action\":{\"name\":\"read\"}}";
  private static final String MAY_NOT = "{\"action\":{\"name\":\"shred\"}}";
  private static final String FAULTY = "{\"action\":{}}";

  private static HandWired wired;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    wired = HandWired.start("certification", data);
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(wired.faults).isEmpty();
    wired.close();
  }

  @BeforeEach
  void forget() {
    wired.kept.clear();
    wired.room.set(Integer.MAX_VALUE);
  }

  private static Exchange.Answer ask(String options, String... evaluations) throws Exception {
    return wired
        .as(HandWired.POINT)
        .evaluateAll(
            ALICE
                + ","
                + RECORD
                + options
                + ",\"evaluations\":["
                + String.join(",", evaluations)
                + "]}");
  }

  private static Exchange.Answer ask(Semantic semantic, String... evaluations) throws Exception {
    return ask(",\"options\":{\"evaluations_semantic\":\"" + semantic.text() + "\"}", evaluations);
  }

  @Test
  void allAreExecutedInOrder() throws Exception {
    for (Exchange.Answer answer :
        List.of(
            ask("", MAY, MAY_NOT, FAULTY, MAY),
            ask(Semantic.EXECUTE_ALL, MAY, MAY_NOT, FAULTY, MAY))) {
      assertThat(answer.decisions()).containsExactly(true, false, false, true);
      assertThat(answer.json().find("decision")).isNull();
    }
    assertThat(wired.kept.stream().map(record -> record.action().id()))
        .as("recorded, but for what was no request")
        .containsExactly("read", "shred", "read", "read", "shred", "read");
  }

  @Test
  void denyOnFirstDenyEndsWithTheFirstDenialOrFault() throws Exception {
    assertThat(ask(Semantic.DENY_ON_FIRST_DENY, MAY, MAY_NOT, MAY).decisions())
        .containsExactly(true, false);
    assertThat(wired.kept).as("what comes after it is not asked").hasSize(2);
    assertThat(ask(Semantic.DENY_ON_FIRST_DENY, MAY, FAULTY, MAY).decisions())
        .containsExactly(true, false);
    assertThat(ask(Semantic.DENY_ON_FIRST_DENY, MAY, MAY).decisions()).containsExactly(true, true);
  }

  @Test
  void permitOnFirstPermitEndsWithTheFirstPermit() throws Exception {
    assertThat(ask(Semantic.PERMIT_ON_FIRST_PERMIT, MAY_NOT, FAULTY, MAY, MAY_NOT).decisions())
        .containsExactly(false, false, true);
    assertThat(wired.kept).hasSize(2);
    assertThat(ask(Semantic.PERMIT_ON_FIRST_PERMIT, MAY_NOT, FAULTY).decisions())
        .containsExactly(false, false);
  }

  @Test
  void whatIsNotRecordedIsDeniedAndEndsWhatADenialEnds() throws Exception {
    wired.room.set(1);
    Exchange.Answer all = ask("", MAY, MAY, MAY);
    assertThat(all.decisions()).containsExactly(true, false, false);
    assertThat(all.response().body()).contains("\"code\":\"not-recorded\"");
    wired.room.set(1);
    assertThat(ask(Semantic.DENY_ON_FIRST_DENY, MAY, MAY, MAY).decisions())
        .containsExactly(true, false);
    wired.room.set(0);
    assertThat(ask(Semantic.PERMIT_ON_FIRST_PERMIT, MAY, MAY).decisions()).containsExactly(false);
  }

  @Test
  void aFaultIsToldWithItsEvaluation() throws Exception {
    Json.JsonObject faulty = (Json.JsonObject) ask("", MAY, FAULTY).list("evaluations").get(1);
    Json.JsonObject error =
        (Json.JsonObject)
            Exchange.require((Json.JsonObject) Exchange.require(faulty, "context"), "error");
    assertThat(Exchange.require(error, "status")).isEqualTo(Json.integer(400));
    assertThat(Exchange.text(error, "message")).contains("`action.name` is missing");
    assertThat(ask("", "7", "[]", "null").decisions()).containsExactly(false, false, false);
  }

  /// Who sends null for what is not there must not get what is above in its place.
  @Test
  void nullDoesNotInherit() throws Exception {
    assertThat(ask(",\"action\":{\"name\":\"read\"}", "{}", "{\"resource\":null}").decisions())
        .containsExactly(true, false);
  }

  @Test
  void aMemberReplacesTheWholeMemberAbove() throws Exception {
    String above =
        ",\"action\":{\"name\":\"delete\",\"properties\":{\"soft\":true}},\"context\":{\"a\":1}";
    Exchange.Answer answer =
        ask(above, "{}", "{\"action\":{\"name\":\"delete\"}}", "{\"context\":{\"b\":2}}");
    assertThat(answer.decisions()).containsExactly(true, false, true);
    List<String> contexts =
        wired.kept.stream().map(record -> record.inputs().raw().toString()).toList();
    assertThat(contexts.get(2)).contains("name=b").doesNotContain("name=a,");
  }

  @Test
  void aBatchSharesOneBasisAndIsRecordedAsDecisions() throws Exception {
    ask("", MAY, MAY_NOT);
    assertThat(wired.kept.stream().map(DecisionRecord::kind)).containsOnly(RecordKind.DECISION);
    assertThat(wired.kept.stream().map(record -> record.inputs().entities()).distinct()).hasSize(1);
    assertThat(wired.kept.stream().map(DecisionRecord::point)).containsOnly("point-of-point");
  }

  @Test
  void anUnknownSemanticIsABadRequest() throws Exception {
    for (String semantic : List.of("\"first\"", "7", "\"EXECUTE_ALL\"")) {
      Exchange.Answer answer = ask(",\"options\":{\"evaluations_semantic\":" + semantic + "}", MAY);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.response().body()).contains("permit_on_first_permit");
    }
    assertThat(ask(",\"options\":{\"other\":1}", MAY).decisions()).containsExactly(true);
    assertThat(ask(",\"options\":7", MAY).status()).isEqualTo(400);
  }

  @Test
  void aThousandEvaluationsAreTakenAndOneMoreIsNot() throws Exception {
    String[] thousand = IntStream.range(0, 1000).mapToObj(_ -> MAY).toArray(String[]::new);
    assertThat(ask("", thousand).decisions()).hasSize(1000).containsOnly(true);
    String more = IntStream.range(0, 1001).mapToObj(_ -> MAY).collect(Collectors.joining(","));
    Exchange.Answer answer = ask("", more);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.response().body()).contains("batch.too-large").contains("1,001 evaluations");
  }

  /// What is sent once above is decided and recorded with every evaluation.
  @Test
  void whatIsInheritedCountsEachTime() throws Exception {
    int evaluations = 100;
    int fits = (int) (BatchReader.EXPANDED_MAX / evaluations) - 300;
    String[] empty = IntStream.range(0, evaluations).mapToObj(_ -> "{}").toArray(String[]::new);
    String above = ",\"action\":{\"name\":\"shred\"},\"context\":{\"a\":\"%s\"}";
    assertThat(ask(String.format(Locale.ROOT, above, "x".repeat(fits)), empty).status())
        .isEqualTo(200);
    assertThat(ask(String.format(Locale.ROOT, above, "x".repeat(fits + 300)), empty).status())
        .isEqualTo(413);
  }

  @Test
  void nobodyAsksAboutWhatTheyDoNotSpeakFor() throws Exception {
    Exchange narrow = wired.as(HandWired.NARROW);
    String sound = ALICE + "," + RECORD + ",\"evaluations\":[" + MAY + "%s]}";
    assertThat(narrow.evaluateAll(sound.formatted("")).decisions()).containsExactly(true);
    wired.kept.clear();
    String other = ",{\"action\":{\"name\":\"read\"},\"subject\":{\"type\":\"team\",\"id\":\"t\"}}";
    Exchange.Answer answer = narrow.evaluateAll(sound.formatted(other));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.response().body()).contains("caller.not-registered-for");
    assertThat(wired.kept).as("and nothing was decided").isEmpty();
  }
}
