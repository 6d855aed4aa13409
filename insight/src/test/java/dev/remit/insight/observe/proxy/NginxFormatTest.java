package dev.remit.insight.observe.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.json.JsonWriter;
import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservedOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a real nginx writes is read in `NginxLogTest`, beside what starts one.
final class NginxFormatTest {
  private static final String TIME = "[02/Mar/2026:08:00:00 +0100]";

  private static Event read(String line) throws UnreadableEvent {
    byte[] utf8 = ("xx" + line + "yy").getBytes(StandardCharsets.UTF_8);
    return new NginxFormat().read(new Place("access.log", "0cc", 3), utf8, 2, utf8.length - 2);
  }

  private static Observation observed(String line) throws UnreadableEvent {
    return ((Event.Observed) read(line)).observation();
  }

  private static String combined(String user, String request, int status) {
    return "10.0.0.9 - %s %s \"%s\" %s 12 \"https://a/?hush\" \"shop/1\""
        .formatted(user, TIME, request, status);
  }

  /// With fields in which `'` stands for `"`.
  private static String json(String fields) {
    return ("{'msec':'1772434800.123','method':'GET','uri':'/orders/7?hush','status':'200'"
            + fields
            + "}")
        .replace('\'', '"');
  }

  @Test
  void aLineOfTheUsualFormatIsARequest() throws UnreadableEvent {
    Observation seen = observed(combined("mara", "POST /orders?hush HTTP/1.1", 403));
    assertThat(seen.outcome()).isEqualTo(ObservedOutcome.DENIED);
    assertThat(seen.principal()).hasToString("Http::User::\"mara\"");
    assertThat(seen.action()).hasToString("Action::\"POST\"");
    assertThat(seen.resources()).singleElement().hasToString("Http::Path::\"/orders\"");
    assertThat(seen.time()).isEqualTo(Instant.parse("2026-03-02T07:00:00Z"));
    assertThat(seen.client().address()).isEqualTo("10.0.0.9");
    assertThat(seen.client().userAgent()).isEqualTo("shop/1");
    assertThat(seen.code()).isEqualTo("403");
    assertThat(JsonWriter.compact(seen.detail())).contains("\"layer\":\"unknown\"");
    assertThat(seen.toString()).doesNotContain("hush");
  }

  @Test
  void whereNoIdIsLoggedThePlaceIsTheId() throws UnreadableEvent {
    assertThat(observed(combined("-", "GET / HTTP/1.1", 200)).eventId()).isEqualTo("0cc");
    assertThat(observed(json(",'request_id':'9f'")).eventId())
        .matches("9f@1772434800123#[0-9a-f]{32}");
  }

  @Test
  void anIdThatAClientRepeatsMakesOnlyACopyADuplicate() throws UnreadableEvent {
    String first =
        json(",'request_id':'9f','host':'shop','remote_addr':'::1','upstream_status':'200'");
    List<String> others =
        List.of(
            first.replace("GET", "DELETE"),
            first.replace("/orders/7", "/orders/8"),
            first.replace("shop", "desk"),
            first.replace("\"status\":\"200\"", "\"status\":\"403\""),
            first.replace("upstream_status\":\"200", "upstream_status\":\"502"),
            first.replace("::1", "::2"),
            first.replace(".123", ".124"));
    Set<String> ids = new HashSet<>();
    ids.add(observed(first).eventId());
    for (String other : others) {
      ids.add(observed(other).eventId());
    }
    assertThat(ids).hasSize(1 + others.size()).contains(observed(first).eventId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a] [b", "x [02/Mar/2026:09:00:00 +0100] \\x22GET /", "\\x5Cx22"})
  void theNameOfAUserEndsNoField(String user) throws UnreadableEvent {
    Observation seen = observed(combined(user, "GET /orders HTTP/1.1", 200));
    assertThat(seen.principal().id()).isEqualTo(user.replace("\\x22", "\"").replace("\\x5C", "\\"));
    assertThat(seen.time()).isEqualTo(Instant.parse("2026-03-02T07:00:00Z"));
  }

  @Test
  void whatStandsBehindTheUsualFormatIsPassedOver() throws UnreadableEvent {
    assertThat(observed(combined("-", "GET / HTTP/1.1", 200) + " \"1.2.3.4\" rt=0.1").status())
        .hasValue(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET http://mara:hush@Shop.Example:8080/a?hush HTTP/1.1, Http::Path, shop.example/a",
    "GET http://shop.example HTTP/1.1, Http::Path, shop.example/",
    "CONNECT db.example:5432 HTTP/1.1, Http::Path, db.example:5432",
    "OPTIONS * HTTP/1.1, Http::Path, *",
    "GET /a%2fb;x HTTP/1.0, Http::Path, /a%2fb;x",
    "GET /a#hush HTTP/1.1, Http::Path, /a",
    "GET /, Http::Path, /",
    "GET /a b?hush hush HTTP/1.1, Http::Path, /a b",
    "GET http://shop.example/a b HTTP/1.1, Http::Path, shop.example/a b"
  })
  void aTargetIsHostAndPathWithoutWhatNobodyMayKnow(String request, String type, String id)
      throws UnreadableEvent {
    Observation seen = observed(combined("-", request, 200));
    assertThat(seen.resources()).singleElement().hasToString(type + "::\"" + id + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "\\x16\\x03", "get / HTTP/1.1", "GET / HTTP/1.1 x"})
  void whatNeverWasARequestIsPassedOver(String request) throws UnreadableEvent {
    assertThat(read(combined("-", request, 400))).isInstanceOf(Event.Passed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-"})
  void whereNoRequestIsToldAnAnswerIsUnreadable(String request) throws UnreadableEvent {
    assertThat(read(combined("-", request, 403))).isInstanceOf(Event.Passed.class);
    assertThatThrownBy(() -> read(combined("-", request, 200)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("names no request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\x16\\x03", "G(T / HTTP/1.1", "GET  HTTP/1.1", " / HTTP/1.1", "GET"})
  void whatWasDecidedOfARequestThatCannotBeReadIsSetAside(String request) throws UnreadableEvent {
    for (int status : new int[] {200, 401, 403, 429, 444}) {
      assertThatThrownBy(() -> read(combined("-", request, status)))
          .isInstanceOf(UnreadableEvent.class)
          .hasMessageContaining("cannot be read");
    }
    for (int status : new int[] {400, 408, 499, 503}) {
      assertThat(read(combined("-", request, status))).isInstanceOf(Event.Passed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A_B", "get", "M-SEARCH", "!#$%&'*+.^_`|~-9aZ"})
  void aRequestMayHaveAnyMethod(String method) throws UnreadableEvent {
    Observation seen = observed(combined("-", method + " /orders HTTP/1.1", 403));
    assertThat(seen.action().id()).isEqualTo(method);
    assertThat(seen.outcome()).isEqualTo(ObservedOutcome.DENIED);
    assertThat(observed(combined("-", method + " /orders HTTP/1.1", 200)).outcome())
        .isEqualTo(ObservedOutcome.PERMITTED);
  }

  @ParameterizedTest
  @CsvSource({
    "200, 200, PERMITTED, nginx/shop.example",
    "404, 404, PERMITTED, nginx/shop.example",
    "403, '', DENIED, nginx/shop.example",
    "403, -, DENIED, nginx/shop.example",
    "403, 403, DENIED, application/orders",
    "403, '502, 403', DENIED, application/orders",
    "403, '502 : 403', DENIED, application/orders",
    "403, 200, DENIED, nginx/shop.example",
    "401, 401, UNAUTHENTICATED, application/orders",
    "444, '', DENIED, nginx/shop.example",
    "429, '', THROTTLED, nginx/shop.example",
    "499, '', FAULT, nginx/shop.example",
    "502, 502, FAULT, nginx/shop.example",
    "500, '', FAULT, nginx/shop.example"
  })
  void whoAnsweredIsWhoDecided(int status, String behind, ObservedOutcome outcome, String point)
      throws UnreadableEvent {
    Observation seen =
        observed(
            json(",'server':'shop.example','upstream':'orders','upstream_status':'" + behind + "'")
                .replace("\"200\",\"server\"", "\"" + status + "\",\"server\""));
    assertThat(seen.outcome()).isEqualTo(outcome);
    assertThat(seen.point()).isEqualTo(point);
    assertThat(seen.status()).hasValue(status);
  }

  @Test
  void aRequestThatTheGatewayCouldNotReadIsPassedOver() throws UnreadableEvent {
    String bad = json(",'upstream_status':''").replace("\"200\"", "\"400\"");
    assertThat(read(bad)).isInstanceOf(Event.Passed.class);
    assertThat(observed(bad.replace("\"\"", "\"400\"")).outcome())
        .isEqualTo(ObservedOutcome.PERMITTED);
    assertThat(observed(bad.replace("\"\"", "\"\",\"limit_req_status\":\"REJECTED\"")).outcome())
        .isEqualTo(ObservedOutcome.THROTTLED);
    String unusual = bad.replace("GET", "get");
    assertThat(read(unusual)).isInstanceOf(Event.Passed.class);
    assertThat(observed(unusual.replace("\"\"", "\"400\"")).action().id()).isEqualTo("get");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",'ssl_client_verify':'SUCCESS','ssl_client_s_dn':'CN=shop'|Http::Workload::\"CN=shop\"",
        ",'client_verify':'FAILED:expired','client_dn':'CN=shop'|Nobody::\"10.0.0.9\"",
        ",'client':'shop-web','remote_user':'mara'|Http::Client::\"shop-web\"",
        ",'jwt_claim_sub':'mara'|Http::Subject::\"mara\"",
        ",'remote_user':'mara'|Http::User::\"mara\"",
        "|Nobody::\"10.0.0.9\""
      })
  void whoCallsIsWhomTheGatewayKnows(String fields, String principal) throws UnreadableEvent {
    String more = fields == null ? "" : fields;
    assertThat(observed(json(",'remote_addr':'10.0.0.9'" + more)).principal())
        .hasToString(principal);
  }

  @ParameterizedTest
  @CsvSource({
    "200, 200, true",
    "403, 403, true",
    "401, 401, true",
    "403, '', false",
    "401, '', false",
    "502, 502, false"
  })
  void aNameThatTheGatewayDidNotLetInIsNone(int status, String behind, boolean isName)
      throws UnreadableEvent {
    Observation seen =
        observed(
            json(",'remote_addr':'10.0.0.9','remote_user':'mara','upstream_status':'"
                    + behind
                    + "'")
                .replace("\"200\",\"remote_addr\"", "\"" + status + "\",\"remote_addr\""));
    assertThat(seen.status()).hasValue(status);
    assertThat(seen.principal())
        .hasToString(isName ? "Http::User::\"mara\"" : "Nobody::\"10.0.0.9\"");
    assertThat(JsonWriter.compact(seen.detail()).contains("\"claimedUser\":\"mara\""))
        .isEqualTo(!isName);
  }

  @Test
  void variablesMayGoByTheirOwnNames() throws UnreadableEvent {
    Observation seen =
        observed(
            ("{'time_iso8601':'2026-03-02T08:00:00+01:00','request':'GET /a HTTP/1.1','status':403,"
                    + "'server_name':'shop.example','http_user_agent':'shop/1'}")
                .replace('\'', '"'));
    assertThat(seen.resources()).singleElement().hasToString("Http::Path::\"shop.example/a\"");
    assertThat(seen.time()).isEqualTo(Instant.parse("2026-03-02T07:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.9 - - [02/Mar/2026:08:00:00 +0100] \"GET / HTTP/1.1\" 200",
        "10.0.0.9 - - [02/Mar/2026] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"",
        "2026/03/02 08:00:00 [error] 7#7: *1 access forbidden by rule",
        "{}",
        "{\"status\":\"200\"}",
        "{\"status\":\"20x\",\"msec\":\"1\",\"request\":\"GET / HTTP/1.1\"}"
      })
  void whatIsNoLineOfAnAccessLogIsRefused(String line) {
    assertThatThrownBy(() -> read(line)).isInstanceOf(UnreadableEvent.class);
  }
}
