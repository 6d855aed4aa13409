package dev.remit.insight.observe.opa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.export.OpaJson;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservationRows;
import dev.remit.store.observation.ObservedClient;
import dev.remit.store.observation.ObservedOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// On events in the form that OPA documents.
final class OpaFormatTest {
  private static Event read(String json) throws UnreadableEvent {
    byte[] utf8 = ("xx" + json + "yy").getBytes(StandardCharsets.UTF_8);
    return new OpaFormat().read(new Place("opa.log", "0cc", 3), utf8, 2, utf8.length - 2);
  }

  private static Observation observed(String json) throws UnreadableEvent {
    return ((Event.Observed) read(json)).observation();
  }

  /// With fields in which `'` stands for `"`.
  private static String event(String path, String fields) {
    return ("{'labels':{'app':'orders','id':'1780d507','version':'v1.3.0'},'decision_id':'d-1',"
            + "'bundles':{'authz':{'revision':'W3sib'}},'path':'"
            + path
            + "','requested_by':'[::1]:59943','timestamp':'2018-01-01T00:00:00.000000Z'"
            + fields
            + "}")
        .replace('\'', '"');
  }

  private static String detail(Observation seen) {
    return JsonWriter.compact(seen.detail());
  }

  @Test
  void theDocumentedEventIsAPermit() throws UnreadableEvent {
    Observation seen =
        observed(
            event(
                "http/example/authz/allow",
                ",'input':{'method':'GET','path':'/salary/bob'},'result':'true',"
                    + "'trace_id':'4bf92f'"));
    assertThat(seen.outcome()).isEqualTo(ObservedOutcome.PERMITTED);
    assertThat(seen.eventId()).isEqualTo("d-1");
    assertThat(seen.time()).isEqualTo(Instant.parse("2018-01-01T00:00:00Z"));
    assertThat(seen.point()).isEqualTo("opa/http/example/authz/allow");
    assertThat(seen.principal()).hasToString("Opa::Unknown::\"\"");
    assertThat(seen.action()).hasToString("Action::\"GET\"");
    assertThat(seen.resources()).singleElement().hasToString("Http::Path::\"/salary/bob\"");
    assertThat(seen.client().address()).isEqualTo("::1");
    assertThat(seen.provenance().trace()).isEqualTo(Claim.asserted("4bf92f"));
    assertThat(detail(seen))
        .contains("\"actionFrom\":\"/input/method\"")
        .contains("\"app\":\"orders\"")
        .contains("\"bundles\":[\"authz@W3sib\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "authz/allow|true|PERMITTED|",
        "/authz/allow|false|DENIED|",
        "authz/allow|{'allow':true}|PERMITTED|",
        "authz|{'is_allowed':false}|DENIED|",
        "authz|{'allowed':false,'reason':'not yours','http_status':403}|DENIED|not yours",
        "authz|{'decision':'deny'}|DENIED|",
        "authz|{'allow':true,'deny':['x',{'msg':'y'}]}|DENIED|x; y",
        "authz|{'allow':true,'deny':[]}|PERMITTED|",
        "authz|{'deny':[]}|PERMITTED|",
        "authz|{'allow':false,'deny':[]}|DENIED|",
        "authz|{'result':true}|PERMITTED|",
        "authz/deny|true|DENIED|",
        "authz/deny|false|PERMITTED|",
        "authz/deny|['no']|DENIED|no",
        "authz/violation|[{'msg':'no'}]|DENIED|no",
        "authz/violation|[]|PERMITTED|",
        "authz/violation|{}|PERMITTED|",
        "authz/violation|{'u1':'not owner','u2':7,'u3':[]}|DENIED|u1: not owner; u2: 7; u3",
        "authz/violation|{'msg':'not owner','http_status':403}|DENIED|not owner",
        "authz/deny|{'decision':true}|DENIED|decision: true",
        "authz/deny|{'result':true}|DENIED|result: true",
        "authz/deny|'user lacks role'|DENIED|user lacks role",
        "authz/deny|'Deny'|DENIED|",
        "authz/deny|'denied'|DENIED|",
        "authz/deny|'forbid'|DENIED|",
        "authz/deny|'yes'|DENIED|",
        "authz/deny|2|DENIED|",
        "authz/deny|''|PERMITTED|",
        "authz/deny|' '|PERMITTED|",
        "authz/deny|'none'|PERMITTED|",
        "authz/deny|'Allowed'|PERMITTED|",
        "authz/deny|0|PERMITTED|",
        "data.authz.deny|true|DENIED|",
        "system/main|{'kind':'AdmissionReview','response':{'allowed':false,"
            + "'status':{'message':'no'}}}|DENIED|no"
      })
  void anAnswerIsYesOrNo(String path, String result, ObservedOutcome outcome, String message)
      throws UnreadableEvent {
    Observation seen = observed(event(path, ",'result':" + result));
    assertThat(seen.outcome()).isEqualTo(outcome);
    assertThat(seen.message()).isEqualTo(message == null ? "" : message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'allow':true,'deny':'not yours'}|not yours",
        "{'allow':true,'deny':'deny'}|",
        "{'allow':true,'deny':{'msg':'not yours'}}|not yours",
        "{'allow':true,'violations':{'x':1}}|x: 1",
        "{'allow':true,'violations':3}|",
        "{'allow':true,'violation':true,'reason':'not yours'}|not yours",
        "{'allowed':true,'decision':'deny'}|",
        "{'allow':true,'result':false}|",
        "{'decision':'allow','authorized':false}|",
        "{'allow':true,'response':{'allowed':false}}|",
        "{'allow':false,'allowed':true,'deny':[]}|"
      })
  void anAnswerThatPermitsAndDeniesDenies(String result, String message) throws UnreadableEvent {
    Observation seen = observed(event("authz", ",'result':" + result));
    assertThat(seen.outcome()).isEqualTo(ObservedOutcome.DENIED);
    assertThat(seen.message()).isEqualTo(message == null ? "" : message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'allow':true,'deny':''}",
        "{'allow':true,'deny':'none'}",
        "{'allow':true,'deny':false}",
        "{'allow':true,'deny':null}",
        "{'allow':true,'violations':{}}",
        "{'allow':true,'violations':0}",
        "{'allowed':true,'decision':'allow','result':'yes','deny':[]}"
      })
  void whatDeniesAndHoldsNothingDoesNotDeny(String result) throws UnreadableEvent {
    assertThat(observed(event("authz", ",'result':" + result)).outcome())
        .isEqualTo(ObservedOutcome.PERMITTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7", "null", "'maybe'", "['a']", "{}", "{'filters':['x']}", "{'allow':'later'}"})
  void whatIsNeitherYesNorNoIsPassedOver(String result) throws UnreadableEvent {
    assertThat(read(event("data/filters", ",'result':" + result)))
        .isEqualTo(new Event.Passed("decisions that are neither yes nor no"));
  }

  @Test
  void anUndefinedResultIsADenialAndSaysSo() throws UnreadableEvent {
    Observation seen = observed(event("authz/allow", ",'input':{'user':'mara'}"));
    assertThat(seen.outcome()).isEqualTo(ObservedOutcome.DENIED);
    assertThat(seen.code()).isEqualTo("undefined");
    assertThat(detail(seen)).contains("\"undefined\":true");
    assertThatThrownBy(() -> read(event("authz/deny", "")))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("a rule that denies");
  }

  @ParameterizedTest
  @CsvSource({
    "authz/allow, true",
    "authz/ALLOWED, true",
    "authz/is_authorized, true",
    "data.authz.permit, true",
    "app/config/limits, false",
    "authz, false",
    "authz/decision, false",
    "'', false"
  })
  void anUndefinedResultIsADenialOnlyOfARuleThatIsCalledAfterPermitting(String path, boolean denies)
      throws UnreadableEvent {
    Event event = read(event(path, ""));
    if (denies) {
      assertThat(((Event.Observed) event).observation().outcome())
          .isEqualTo(ObservedOutcome.DENIED);
    } else {
      assertThat(event)
          .isEqualTo(
              new Event.Passed("undefined results of rules that are not called after permitting"));
    }
  }

  @Test
  void anErrorIsAFault() throws UnreadableEvent {
    Observation seen =
        observed(
            event(
                "authz/allow",
                ",'result':true,'error':{'code':'eval_conflict_error','message':'two values'}"));
    assertThat(seen.outcome()).isEqualTo(ObservedOutcome.FAULT);
    assertThat(seen.code()).isEqualTo("eval_conflict_error");
    assertThat(seen.message()).isEqualTo("two values");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'subject':{'type':'User','id':'mara'},'user':'bob'}|User::\"mara\"",
        "{'principal':'mara'}|Opa::Principal::\"mara\"",
        "{'identity':{'name':'mara'}}|Opa::Principal::\"mara\"",
        "{'user':'mara'}|Opa::User::\"mara\"",
        "{'user':{'name':'mara','roles':['hush']}}|Opa::User::\"mara\"",
        "{'subject':{'type':'no name','id':'mara'}}|Opa::Principal::\"mara\"",
        "{'subject':{'type':'User'}}|Opa::Unknown::\"\"",
        "{'user':'Bearer hush'}|Opa::Unknown::\"\"",
        "{'subject':'eyJhbGciOi.eyJzdWIiOi.hush'}|Opa::Unknown::\"\"",
        "{'user':7}|Opa::User::\"7\"",
        "{'user':''}|Opa::Unknown::\"\"",
        "'mara'|Opa::Unknown::\"\"",
        "{'attributes':{'source':{'principal':'spiffe://a/shop'}},'user':'forged'}"
            + "|Opa::Principal::\"spiffe://a/shop\"",
        "{'attributes':{'source':{}},'user':'forged'}|Opa::Unknown::\"\"",
        "{'request':{'userInfo':{'username':'system:serviceaccount:web:shop'}}}"
            + "|Kubernetes::ServiceAccount::\"web/shop\""
      })
  void whoAskedIsWhomTheInputNamesByACommonName(String input, String principal)
      throws UnreadableEvent {
    Observation seen = observed(event("authz/allow", ",'result':true,'input':" + input));
    assertThat(seen.principal()).hasToString(principal);
    assertThat(seen.toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'action':'read','resource':'doc-1'}|Action::\"read\"|Opa::Resource::\"doc-1\"",
        "{'action':{'name':'read'},'resource':{'type':'Doc','id':'1'}}|Action::\"read\"|Doc::\"1\"",
        "{'verb':'get','object':{'name':'doc'}}|Action::\"get\"|Opa::Resource::\"doc\"",
        "{'method':'GET','path':['salary','bob']}|Action::\"GET\"|Http::Path::\"/salary/bob\"",
        "{'method':'GET','path':'/a?token=hush'}|Action::\"GET\"|Http::Path::\"/a\"",
        "{'attributes':{'request':{'http':{'method':'GET','path':'/a?hush','host':'shop.example'}}}}"
            + "|Action::\"GET\"|Http::Path::\"shop.example/a\"",
        "{'operation':'write'}|Action::\"write\"|",
        "{}|Opa::Unknown::\"\"|"
      })
  void whatWasAskedForIsWhatTheInputNamesByACommonName(String input, String action, String resource)
      throws UnreadableEvent {
    Observation seen = observed(event("authz/allow", ",'result':true,'input':" + input));
    assertThat(seen.action()).hasToString(action);
    assertThat(seen.resources().stream().map(EntityUid::toString))
        .isEqualTo(resource == null ? List.of() : List.of(resource));
    assertThat(seen.toString()).doesNotContain("hush");
  }

  @Test
  void whatWasErasedOrMaskedNamesNobody() throws UnreadableEvent {
    Observation seen =
        observed(
            event(
                "authz/allow",
                ",'result':true,'input':{'user':{'name':'**'},'action':'read','resource':'r'},"
                    + "'masked':['/input/user/name'],'erased':['/input/password']"));
    assertThat(seen.principal()).hasToString("Opa::Unknown::\"\"");
    assertThat(seen.action()).hasToString("Action::\"read\"");
    assertThat(detail(seen))
        .contains("\"masked\":[\"/input/user/name\"]")
        .contains("\"erased\":[\"/input/password\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",'erased':['/result']",
        ",'erased':['/result/allow'],'result':{'reason':'x'}",
        ",'masked':['/result/allow'],'result':{'allow':true}",
        ",'masked':['/result'],'result':true",
        ",'erased':['/result/response/allowed'],'result':{'allow':true,'response':{}}"
      })
  void aResultThatWasErasedOrMaskedCannotBeTold(String fields) {
    assertThatThrownBy(() -> read(event("authz/allow", fields)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("erased or masked");
  }

  @Test
  void whatIsLeftOfARuleThatDeniesDenies() throws UnreadableEvent {
    assertThat(
            observed(event("authz/deny", ",'erased':['/result/u1'],'result':{'u2':'not owner'}"))
                .outcome())
        .isEqualTo(ObservedOutcome.DENIED);
    for (String hidden :
        List.of(
            ",'erased':['/result/u1'],'result':{}",
            ",'masked':['/result/u1'],'result':{'u1':'**'}",
            ",'masked':['/result'],'result':{'hidden':true}")) {
      assertThatThrownBy(() -> read(event("authz/deny", hidden)))
          .isInstanceOf(UnreadableEvent.class)
          .hasMessageContaining("erased or masked");
    }
  }

  @Test
  void whatElseOfAResultWasMaskedDoesNotMatter() throws UnreadableEvent {
    assertThat(
            observed(event("authz", ",'masked':['/result/user'],'result':{'allow':false}"))
                .outcome())
        .isEqualTo(ObservedOutcome.DENIED);
  }

  @Test
  void theConsoleTellsDecisionsAmongOtherLines() throws UnreadableEvent {
    assertThat(read("{\"level\":\"info\",\"msg\":\"Initializing server.\",\"time\":\"x\"}"))
        .isInstanceOf(Event.Passed.class);
    assertThat(
            observed(
                    event("authz/allow", ",'result':true,'level':'info','msg':'Decision Log'")
                        .replace("\"timestamp\"", "\"time\""))
                .time())
        .isEqualTo(Instant.parse("2018-01-01T00:00:00Z"));
    assertThat(
            read(
                event("", ",'query':'data.x = y','result':[{'y':1}]")
                    .replace("\"path\":\"\",", "")))
        .isInstanceOf(Event.Passed.class);
    assertThatThrownBy(() -> read("{\"path\":\"authz/allow\",\"result\":true}"))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("`decision_id`");
  }

  @ParameterizedTest
  @EnumSource(ObservedOutcome.class)
  void whatRemitExportsComesBack(ObservedOutcome outcome) throws UnreadableEvent {
    UUID id = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);
    Observation before =
        new Observation(
            "cloudtrail",
            "e-1",
            Instant.parse("2026-03-02T08:00:00.123Z"),
            "aws/1/eu-central-1",
            outcome,
            EntityUid.of("AWS::Role", "arn:aws:iam::1:role/deploy"),
            EntityUid.of("Action", "s3:PutObject"),
            List.of(EntityUid.of("AWS::S3::Object", "b/k"), EntityUid.of("AWS::S3::Bucket", "b")),
            "",
            "because it is so",
            OptionalInt.empty(),
            ObservedClient.UNKNOWN,
            Provenance.ABSENT,
            Optional.empty(),
            Json.object(),
            "trail.json:7");
    Observation after =
        observed(JsonWriter.compact(OpaJson.of(ObservationRows.of(id, "default", before, false))));
    assertThat(after.eventId()).isEqualTo(id.toString());
    assertThat(after.time()).isEqualTo(before.time());
    assertThat(after.principal()).isEqualTo(before.principal());
    assertThat(after.action()).isEqualTo(before.action());
    assertThat(after.resources()).containsExactly(before.resources().getFirst());
    assertThat(after.outcome())
        .isEqualTo(outcome.isPermit() ? ObservedOutcome.PERMITTED : ObservedOutcome.DENIED);
    assertThat(after.message()).isEqualTo("because it is so");
  }
}
