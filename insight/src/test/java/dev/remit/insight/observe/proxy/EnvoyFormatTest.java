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

/// On lines in the documented forms of Envoy, Istio and Envoy Gateway.
final class EnvoyFormatTest {
  private static final String DEFAULT =
      "[2016-04-15T20:17:00.310Z] \"POST /api/v1/locations?hush HTTP/2\" 204 - 154 0 226 100"
          + " \"1.2.3.4, 10.0.35.28\" \"nsq2http\" \"cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2\""
          + " \"locations\" \"tcp://10.0.2.1:80\"";

  private static final String ISTIO =
      "[2026-10-09T07:54:53.132Z] \"GET /reviews/0 HTTP/1.1\" 403 -"
          + " rbac_access_denied_matched_policy[none] - \"-\" 0 19 0 - \"-\" \"curl/8.11.1\""
          + " \"c21e3c5a-b3cb-4cf6-9d60-dcd9c47a8cda\" \"scout:9080\" \"-\" inbound|9080|| -"
          + " 10.244.0.10:9080 10.244.0.11:37238"
          + " outbound_.9080_._.scout.starfleet.svc.cluster.local default";

  private static Event read(String line) throws UnreadableEvent {
    byte[] utf8 = ("xx" + line + "yy").getBytes(StandardCharsets.UTF_8);
    return new EnvoyFormat().read(new Place("envoy.log", "0cc", 3), utf8, 2, utf8.length - 2);
  }

  private static Observation observed(String line) throws UnreadableEvent {
    return ((Event.Observed) read(line)).observation();
  }

  /// With fields in which `'` stands for `"`.
  private static String json(String fields) {
    return ("{'start_time':'2026-03-02T08:00:00.123Z','method':'GET','path':'/orders/7?hush',"
            + "'authority':'Shop.Example:8443','downstream_remote_address':'10.0.0.9:4711',"
            + "'upstream_cluster':'orders',"
            + fields
            + "}")
        .replace('\'', '"');
  }

  private static String answer(int status, String flags, String details) {
    return json(
        "'response_code':%s,'response_flags':'%s','response_code_details':'%s'"
            .formatted(status, flags, details));
  }

  private static String detail(Observation seen) {
    return JsonWriter.compact(seen.detail());
  }

  @Test
  void aLineOfTheDefaultFormatIsARequest() throws UnreadableEvent {
    Observation seen = observed(DEFAULT);
    assertThat(seen.outcome()).isEqualTo(ObservedOutcome.PERMITTED);
    assertThat(seen.time()).isEqualTo(Instant.parse("2016-04-15T20:17:00.310Z"));
    assertThat(seen.action()).hasToString("Action::\"POST\"");
    assertThat(seen.resources())
        .singleElement()
        .hasToString("Http::Path::\"locations/api/v1/locations\"");
    assertThat(seen.principal()).hasToString("Nobody::\"10.0.35.28\"");
    assertThat(seen.client().userAgent()).isEqualTo("nsq2http");
    assertThat(seen.eventId())
        .matches("cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2@1460751420310#[0-9a-f]{32}");
    assertThat(seen.toString()).doesNotContain("hush");
    assertThat(observed(DEFAULT.replace(" 204 - ", " 403 UAEX ")).outcome())
        .isEqualTo(ObservedOutcome.DENIED);
  }

  @Test
  void aLineOfIstiosFormatNamesTheRuleThatRefused() throws UnreadableEvent {
    Observation seen = observed(ISTIO);
    assertThat(seen.outcome()).isEqualTo(ObservedOutcome.DENIED);
    assertThat(seen.point()).isEqualTo("envoy");
    assertThat(seen.code()).isEqualTo("rbac_access_denied_matched_policy[none]");
    assertThat(detail(seen)).contains("\"because\":\"none\"");
    assertThat(seen.principal()).hasToString("Nobody::\"10.244.0.11\"");
    assertThat(observed(ISTIO.replace("[none]", "[ns[web]-policy[p]-rule[0]]")).detail().toString())
        .contains("ns[web]-policy[p]-rule[0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nsq2http\" \"cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2",
        "a\"b",
        "a\" \"b\" \"c",
        "\" 403 UAEX \"",
        "\" 200 - via_upstream - \""
      })
  void aQuoteThatAClientSendsForgesNothing(String sent) {
    for (String place : new String[] {"nsq2http", "/api/v1/locations"}) {
      assertThatThrownBy(() -> read(DEFAULT.replace(place, sent)))
          .isInstanceOf(UnreadableEvent.class)
          .hasMessageContaining("log JSON");
    }
    assertThatThrownBy(() -> read(ISTIO.replace("curl/8.11.1", sent)))
        .isInstanceOf(UnreadableEvent.class);
  }

  @ParameterizedTest
  @CsvSource({
    "200, '', via_upstream, PERMITTED, envoy",
    "404, '', via_upstream, PERMITTED, envoy",
    "403, '', via_upstream, DENIED, application/orders",
    "401, '', via_upstream, UNAUTHENTICATED, application/orders",
    "403, UAEX, ext_authz_denied, DENIED, envoy",
    "401, UAEX, ext_authz_denied, UNAUTHENTICATED, envoy",
    "429, UAEX, ext_authz_denied, THROTTLED, envoy",
    "200, UAEX, ext_authz_denied, DENIED, envoy",
    "403, UAEX, '', DENIED, envoy",
    "403, UAEX, ext_authz_error, FAULT, envoy",
    "403, '', rbac_access_denied_matched_policy[none], DENIED, envoy",
    "401, '', jwt_authn_access_denied{Jwt_is_missing}, UNAUTHENTICATED, envoy",
    "403, '', jwt_authn_access_denied{Audiences_in_Jwt_are_not_allowed}, UNAUTHENTICATED, envoy",
    "429, RL, request_rate_limited, THROTTLED, envoy",
    "429, '', local_rate_limited, THROTTLED, envoy",
    "503, 'UF,URX', upstream_reset_before_response_started{connection_failure}, FAULT, envoy",
    "503, UH, no_healthy_upstream, FAULT, envoy",
    "404, NR, route_not_found, FAULT, envoy",
    "0, DC, downstream_remote_disconnect, FAULT, envoy",
    "200, DC, downstream_remote_disconnect, PERMITTED, envoy",
    "200, DI, via_upstream, PERMITTED, envoy",
    "403, '', direct_response, DENIED, envoy",
    "500, '', via_upstream, FAULT, application/orders"
  })
  void whatRefusedIsToldByDetailsThenFlagsThenStatus(
      int status, String flags, String details, ObservedOutcome outcome, String point)
      throws UnreadableEvent {
    Observation seen = observed(answer(status, flags, details));
    assertThat(seen.outcome()).isEqualTo(outcome);
    assertThat(seen.point()).isEqualTo(point);
  }

  @Test
  void whoAnsweredIsToldByAHostWhereThereAreNoDetails() throws UnreadableEvent {
    assertThat(observed(json("'response_code':'403','upstream_host':'10.0.0.1:80'")).point())
        .isEqualTo("application/orders");
    assertThat(observed(json("'response_code':'403','upstream_host':'-'")).point())
        .isEqualTo("envoy");
    assertThat(detail(observed(json("'response_code':'403'")))).contains("\"layer\":\"unknown\"");
  }

  @ParameterizedTest
  @CsvSource({
    "PermissionDenied, DENIED",
    "7, DENIED",
    "PERMISSION_DENIED, DENIED",
    "Unauthenticated, UNAUTHENTICATED",
    "UNAUTHENTICATED, UNAUTHENTICATED",
    "16, UNAUTHENTICATED",
    "8, THROTTLED",
    "RESOURCE_EXHAUSTED, THROTTLED",
    "14, FAULT",
    "UNAVAILABLE, FAULT",
    "INTERNAL, FAULT",
    "DEADLINE_EXCEEDED, FAULT",
    "DeadlineExceeded, FAULT",
    "NotFound, PERMITTED",
    "NOT_FOUND, PERMITTED",
    "0, PERMITTED"
  })
  void aCallOfGrpcIsRefusedWithin200(String code, ObservedOutcome outcome) throws UnreadableEvent {
    Observation seen =
        observed(
            json(
                "'response_code':200,'response_code_details':'via_upstream','grpc_status':'"
                    + code
                    + "'"));
    assertThat(seen.outcome()).isEqualTo(outcome);
    assertThat(seen.point())
        .isEqualTo(outcome == ObservedOutcome.PERMITTED ? "envoy" : "application/orders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'downstream_peer_uri_san':'spiffe://a/ns/web/sa/shop','jwt_sub':'mara'"
            + "|Http::Workload::\"spiffe://a/ns/web/sa/shop\"",
        "'downstream_peer_subject':'CN=shop'|Http::Workload::\"CN=shop\"",
        "'jwt':{'sub':'mara','raw':'hush'}|Http::Subject::\"mara\"",
        "'downstream_peer_uri_san':'-'|Nobody::\"10.0.0.9\""
      })
  void whoCallsIsWhomTheGatewayKnows(String fields, String principal) throws UnreadableEvent {
    Observation seen = observed(json(fields + ",'response_code':200"));
    assertThat(seen.principal()).hasToString(principal);
    assertThat(seen.toString()).doesNotContain("hush");
  }

  @Test
  void namesOfEnvoyGatewayAreRead() throws UnreadableEvent {
    Observation seen =
        observed(
            ("{'start_time':'2026-03-02T08:00:00.123Z','method':'GET','x-envoy-origin-path':'/a',"
                    + "':authority':'shop.example','response_code':403,'response_flags':'-',"
                    + "'response_code_details':'rbac_access_denied_matched_policy[p]',"
                    + "'x-forwarded-for':'9.9.9.9,10.0.0.9','user-agent':'shop/1',"
                    + "'x-request-id':'9f','downstream_local_address':'10.0.0.1:80'}")
                .replace('\'', '"'));
    assertThat(seen.resources()).singleElement().hasToString("Http::Path::\"shop.example/a\"");
    assertThat(seen.eventId()).matches("9f@1772438400123#[0-9a-f]{32}");
    assertThat(seen.client().address()).isEqualTo("10.0.0.9");
    assertThat(detail(seen)).contains("\"because\":\"p\"");
  }

  @Test
  void whereNoIdIsLoggedThePlaceIsTheId() throws UnreadableEvent {
    assertThat(observed(json("'response_code':200,'request_id':null")).eventId()).isEqualTo("0cc");
  }

  @Test
  void anIdThatAClientRepeatsMakesOnlyACopyADuplicate() throws UnreadableEvent {
    String first =
        json(
            "'x_request_id':'9f','downstream_local_address':'10.0.0.1:80','response_code':200,"
                + "'response_code_details':'via_upstream','grpc_status':'0'");
    List<String> others =
        List.of(
            first.replace("\"GET\"", "\"DELETE\""),
            first.replace("/orders/7", "/orders/8"),
            first.replace("Shop.Example", "desk.example"),
            first.replace(":200", ":403"),
            first.replace("\"0\"", "\"7\""),
            first.replace("via_upstream", "rbac_access_denied_matched_policy[none]"),
            first.replace("10.0.0.9:", "10.0.0.8:"),
            first.replace("10.0.0.1:", "10.0.0.2:"),
            first.replace("00.123Z", "00.124Z"));
    Set<String> ids = new HashSet<>();
    ids.add(observed(first).eventId());
    for (String other : others) {
      ids.add(observed(other).eventId());
    }
    assertThat(ids).hasSize(1 + others.size()).contains(observed(first).eventId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"A_B", "get", "M-SEARCH", "!#$%&'*+.^_`|~-9aZ"})
  void aRequestMayHaveAnyMethod(String method) throws UnreadableEvent {
    Observation seen = observed(DEFAULT.replace("POST", method));
    assertThat(seen.action().id()).isEqualTo(method);
    assertThat(seen.outcome()).isEqualTo(ObservedOutcome.PERMITTED);
    assertThat(observed(DEFAULT.replace("POST", method).replace(" 204 - ", " 403 UAEX ")).outcome())
        .isEqualTo(ObservedOutcome.DENIED);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "33, true", "256, true", "257, false"})
  void aMethodHasALimit(int length, boolean isRead) throws UnreadableEvent {
    String line = answer(403, "", "direct_response").replace("GET", "M".repeat(length));
    if (isRead) {
      assertThat(observed(line).action().id()).hasSize(length);
    } else {
      assertThatThrownBy(() -> read(line))
          .isInstanceOf(UnreadableEvent.class)
          .hasMessageContaining("cannot be read");
    }
  }

  @Test
  void aPathMayHaveSpaces() throws UnreadableEvent {
    Observation seen = observed(DEFAULT.replace("/api/v1/locations?hush", "/a b/c?hush hush"));
    assertThat(seen.resources()).singleElement().hasToString("Http::Path::\"locations/a b/c\"");
    assertThat(seen.toString()).doesNotContain("hush");
  }

  @Test
  void aTunnelIsToItsAuthority() throws UnreadableEvent {
    String tunnel =
        answer(403, "", "direct_response")
            .replace("\"GET\"", "\"CONNECT\"")
            .replace("\"/orders/7?hush\"", "null");
    for (String line :
        List.of(tunnel, DEFAULT.replace("POST /api/v1/locations?hush", "CONNECT -"))) {
      Observation seen = observed(line.replace("\"locations\"", "\"shop.example:8443\""));
      assertThat(seen.action().id()).isEqualTo("CONNECT");
      assertThat(seen.resources()).singleElement().hasToString("Http::Path::\"shop.example:8443\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'A B', /orders, 403",
    "A(B, /orders, 401",
    "Aé, /orders, 429",
    "GET, '', 403",
    "'', /orders, 200"
  })
  void whatWasDecidedOfARequestThatCannotBeReadIsSetAside(String method, String path, int status)
      throws UnreadableEvent {
    String line = answer(status, "", "").replace("GET", method).replace("/orders/7?hush", path);
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("cannot be read");
    assertThat(read(line.replace(":" + status, ":400"))).isInstanceOf(Event.Passed.class);
    assertThat(read(line.replace(":" + status, ":0"))).isInstanceOf(Event.Passed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"- - HTTP/1.1", "- - -", "-"})
  void whereNoRequestIsToldNothingIsSetAside(String request) throws UnreadableEvent {
    String line = DEFAULT.replace("POST /api/v1/locations?hush HTTP/2", request);
    assertThat(read(line.replace(" 204 ", " 403 "))).isInstanceOf(Event.Passed.class);
    assertThat(read(line.replace(" 204 ", " 0 "))).isInstanceOf(Event.Passed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DownstreamStart",
        "DownstreamPeriodic",
        "DownstreamTunnelSuccessfullyEstablished",
        "UpstreamPoolReady",
        "UpstreamPeriodic",
        "TcpUpstreamConnected",
        "TcpPeriodic",
        "UdpTunnelUpstreamConnected",
        "UdpPeriodic"
      })
  void anEntryOfARequestThatGoesOnIsPassedOver(String type) throws UnreadableEvent {
    assertThat(read(json("'access_log_type':'" + type + "','response_code':0")))
        .isEqualTo(new Event.Passed("entries of requests that go on"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'DownstreamEnd'",
        "'TcpConnectionEnd'",
        "'UpstreamEnd'",
        "'NotSet'",
        "'-'",
        "''",
        "null"
      })
  void theLastEntryOfARequestCounts(String type) throws UnreadableEvent {
    String line =
        json("'access_log_type':" + type + ",'response_code':403,'response_flags':'UAEX'");
    assertThat(observed(line).outcome()).isEqualTo(ObservedOutcome.DENIED);
  }

  @Test
  void aConnectionThatWasRefusedIsADenialAndOthersArePassedOver() throws UnreadableEvent {
    String tcp =
        ("{'start_time':'2026-03-02T08:00:00Z','method':null,'path':null,'response_code':0,"
                + "'downstream_local_address':'10.0.0.1:5432','downstream_peer_uri_san':'spiffe://a',"
                + "'connection_termination_details':"
                + "'rbac_access_denied_matched_policy[none]'}")
            .replace('\'', '"');
    Observation refused = observed(tcp);
    assertThat(refused.outcome()).isEqualTo(ObservedOutcome.DENIED);
    assertThat(refused.action()).hasToString("Action::\"CONNECT\"");
    assertThat(refused.resources()).singleElement().hasToString("Http::Path::\"10.0.0.1:5432\"");
    assertThat(read(tcp.replace("rbac_access_denied_matched_policy[none]", "-")))
        .isInstanceOf(Event.Passed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"response_code\":200}",
        "[2026-03-02T08:00:00Z] \"GET / HTTP/1.1\" 200",
        "[2026-03-02T08:00:00.1Z] \"GET / HTTP/1.1\" 200 - a b c d \"\" \"\" \"\" \"\" \"\""
      })
  void whatIsNoLineOfAnAccessLogIsRefused(String line) {
    assertThatThrownBy(() -> read(line)).isInstanceOf(UnreadableEvent.class);
  }
}
