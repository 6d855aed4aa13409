package dev.remit.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.bundle.Manifest;
import dev.remit.pdp.bundle.ManifestReader;
import dev.remit.pdp.request.ClientToken;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.MappedRequest.Refusal;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GatewayMappingTest {
  private static final String MANIFEST =
      """
      name: shop
      owner: team@shop.example
      mapping:
        http:
          principal: {type: Service, from: header X-Client}
          headers: [User-Agent]
          query: [page]
          routes:
            - {method: GET, path: /orders/new, action: draft, resource: {type: Orders, id: all}}
            - {method: [GET, HEAD], path: "/orders/{id}", action: readOrder, resource: {type: Order, id: "{id}"}}
            - method: DELETE
              path: "/shops/{shop}/orders/{id}"
              host: Admin.Shop.example
              principal: {type: Admin, from: certificate}
              action: deleteOrder
              resource: {type: Order, id: "{shop}/{id}"}
            - {method: DELETE, path: "/shops/{shop}/orders/{id}", principal: {type: User, from: credential}, action: cancelOrder, resource: {type: Order, id: "{shop}/{id}"}}
            - {method: GET, path: /me, principal: {type: User, from: token}, action: readSelf, resource: {type: Orders, id: mine}}
        kubernetes:
          service-accounts: Workload
          resources: {secrets: Secret, deployments.apps: Deployment}
      sensitive:
        mask: [context.request.headers.x-pin, context.request.query.pin, context.request.user.extra.pin]
      """;

  private static Manifest manifest(String text) {
    try {
      return ManifestReader.read(new Source("remit.yaml", text));
    } catch (SyntaxException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  private static List<String> mistakes(String mapping) {
    try {
      ManifestReader.read(new Source("remit.yaml", "name: a\nowner: b\n" + mapping));
      return List.of();
    } catch (SyntaxException e) {
      return e.diagnostics().stream().map(Diagnostic::message).toList();
    }
  }

  private static RawRequest.HttpCall call(
      String method, String host, String path, Map<String, List<String>> headers) {
    return new RawRequest.HttpCall(
        "r1",
        new RawRequest.Target(method, "https", host, path, new TreeMap<>()),
        new TreeMap<>(headers),
        new RawRequest.Presented("emma", "spiffe://shop.example/ops"),
        Provenance.ABSENT);
  }

  private static MappedRequest map(String method, String host, String path) {
    return manifest(MANIFEST)
        .mapping()
        .map(call(method, host, path, Map.of("x-client", List.of("web"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|shop.example|/orders/7|Service::\"web\" Action::\"readOrder\" [Order::\"7\"]",
        "HEAD|shop.example|/orders/7|Service::\"web\" Action::\"readOrder\" [Order::\"7\"]",
        "GET|shop.example|/orders/new|Service::\"web\" Action::\"draft\" [Orders::\"all\"]",
        "GET|shop.example|/orders/%6Eew|Service::\"web\" Action::\"draft\" [Orders::\"all\"]",
        "DELETE|admin.shop.example|/shops/b/orders/7|Admin::\"spiffe://shop.example/ops\" Action::\"deleteOrder\" [Order::\"b/7\"]",
        "DELETE|ADMIN.shop.example:8443|/shops/b/orders/7|Admin::\"spiffe://shop.example/ops\" Action::\"deleteOrder\" [Order::\"b/7\"]",
        "DELETE|shop.example|/shops/b/orders/7|User::\"emma\" Action::\"cancelOrder\" [Order::\"b/7\"]",
        "DELETE||/shops/b/orders/7|User::\"emma\" Action::\"cancelOrder\" [Order::\"b/7\"]"
      })
  void theFirstRouteThatMatchesMaps(String method, String host, String path, String expected) {
    MappedRequest mapped = map(method, host == null ? "" : host, path);
    assertThat(mapped).isInstanceOf(MappedRequest.Mapped.class);
    assertThat(
            mapped.principal()
                + " "
                + mapped.action()
                + " "
                + ((MappedRequest.Mapped) mapped).resources())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, h, /orders/7, UNMAPPED",
    "get, h, /orders/7, UNACCEPTABLE",
    "GET, h, /Orders/7, UNMAPPED",
    "GET, h, /orders/7/, UNMAPPED",
    "GET, h, /orders/7/8, UNMAPPED",
    "GET, h, /orders/7%2F8, UNACCEPTABLE",
    "GET, h, /orders/../orders/7, UNACCEPTABLE",
    "GET, 'a b', /orders/7, UNACCEPTABLE",
    "GET, shop.example., /orders/7, UNACCEPTABLE",
    "GET, evil@shop.example, /orders/7, UNACCEPTABLE"
  })
  void whatHasNoRouteOrIsAmbiguousIsRefused(
      String method, String host, String path, Refusal expected) {
    assertThat(map(method, host, path))
        .isInstanceOfSatisfying(
            MappedRequest.Refused.class, refused -> assertThat(refused.code()).isEqualTo(expected));
  }

  @Test
  void whoDoesNotSayWhoActsIsRefused() {
    Mapping mapping = manifest(MANIFEST).mapping();
    for (List<String> values : List.of(List.<String>of(), List.of(""), List.of("web", "admin"))) {
      assertThat(mapping.map(call("GET", "h", "/orders/7", Map.of("x-client", values))))
          .isInstanceOfSatisfying(
              MappedRequest.Refused.class,
              refused -> assertThat(refused.code()).isEqualTo(Refusal.NO_PRINCIPAL));
    }
  }

  @Test
  void aRouteForTokensTakesWhatWasValidatedAndOfItsOwnTypeAlone() {
    Mapping mapping = manifest(MANIFEST).mapping();
    RawRequest.HttpCall call =
        call("GET", "h", "/me", Map.of("x-client", List.of("web"), "authorization", List.of("t")));
    assertThat(mapping.map(call.with(new ClientToken.Valid(EntityUid.of("User", "emma")))))
        .isInstanceOfSatisfying(
            MappedRequest.Mapped.class,
            mapped -> assertThat(mapped.principal()).isEqualTo(EntityUid.of("User", "emma")));
    Map<ClientToken, Refusal> refused =
        Map.of(
            ClientToken.absent(),
            Refusal.NO_PRINCIPAL,
            new ClientToken.Valid(EntityUid.of("User", " ")),
            Refusal.NO_PRINCIPAL,
            new ClientToken.Valid(EntityUid.of("Admin", "emma")),
            Refusal.UNACCEPTABLE,
            new ClientToken.Refused("credential.expired", "it has expired"),
            Refusal.CREDENTIAL);
    refused.forEach((token, code) ->
        assertThat(mapping.map(call.with(token)))
            .isInstanceOfSatisfying(
                MappedRequest.Refused.class,
                nobody -> {
                  assertThat(nobody.code()).isEqualTo(code);
                  assertThat(nobody.principal()).isEqualTo(EntityUid.of("User", ""));
                }));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /me, true",
    "GET, /m%65, true",
    "POST, /me, false",
    "GET, /me/, false",
    "GET, /me/../me, false",
    "GET, /orders/7, false"
  })
  void aTokenIsAskedForOnlyByTheRouteOfTheRequest(String method, String path, boolean asked) {
    RawRequest.HttpCall call = call(method, "h", path, Map.of());
    assertThat(manifest(MANIFEST).mapping().asksForToken(call)).isEqualTo(asked);
    assertThat(new Mapping(new Name("Agent"), Map.of()).asksForToken(call)).isFalse();
  }

  @Test
  void policiesSeeTheRequestAndOfItsHeadersAndQueryWhatIsNamed() {
    RawRequest.HttpCall call =
        new RawRequest.HttpCall(
            "r1",
            new RawRequest.Target(
                "GET",
                "HTTPS",
                "Shop.Example:443",
                "/orders/%37",
                new TreeMap<>(Map.of("page", List.of("2", "3"), "x", List.of("y")))),
            new TreeMap<>(
                Map.of(
                    "x-client", List.of("web"),
                    "user-agent", List.of("a", "b"),
                    "accept", List.of("*/*"))),
            RawRequest.Presented.NOTHING,
            Provenance.ABSENT);
    MappedRequest.Mapped mapped = (MappedRequest.Mapped) manifest(MANIFEST).mapping().map(call);
    assertThat(mapped.context())
        .hasToString(
            "{\"request\": {\"headers\": {\"user-agent\": \"a, b\"}, \"host\": \"shop.example\","
                + " \"method\": \"GET\", \"parameters\": {\"id\": \"7\"}, \"path\": \"/orders/7\","
                + " \"query\": {\"page\": [\"2\", \"3\"]}, \"scheme\": \"https\"}}");
  }

  @Test
  void aQueryThatIsNoTextIsRefused() {
    RawRequest.HttpCall call =
        new RawRequest.HttpCall(
            "r1",
            new RawRequest.Target(
                "GET", "", "", "/orders/7", new TreeMap<>(Map.of("x", List.of("\uFFFD")))),
            new TreeMap<>(Map.of("x-client", List.of("web"))),
            RawRequest.Presented.NOTHING,
            Provenance.ABSENT);
    assertThat(manifest(MANIFEST).mapping().map(call)).isInstanceOf(MappedRequest.Refused.class);
  }

  @Test
  void credentialsAndNamedFieldsAreMaskedBeforeTheMapping() {
    RawRequest.HttpCall call =
        new RawRequest.HttpCall(
            "r1",
            new RawRequest.Target(
                "GET",
                "https",
                "h",
                "/orders/7",
                new TreeMap<>(
                    Map.of("access_token", List.of("t"), "pin", List.of("1"), "a", List.of("b")))),
            new TreeMap<>(
                Map.of(
                    "authorization", List.of("Bearer t"),
                    "cookie", List.of("a=b", "c=d"),
                    "x-pin", List.of("1"),
                    "x-client", List.of("web"))),
            RawRequest.Presented.NOTHING,
            Provenance.ABSENT);
    RawRequest.HttpCall masked = (RawRequest.HttpCall) manifest(MANIFEST).masking().mask(call);
    assertThat(masked.headers())
        .isEqualTo(
            Map.of(
                "authorization", List.of("[masked]"),
                "cookie", List.of("[masked]"),
                "x-pin", List.of("[masked]"),
                "x-client", List.of("web")));
    assertThat(masked.target().query())
        .isEqualTo(
            Map.of(
                "access_token", List.of("[masked]"),
                "pin", List.of("[masked]"),
                "a", List.of("b")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mask|context.request",
        "mask|context.*",
        "encrypt|context.request.path",
        "encrypt|context.request.parameters.id",
        "encrypt|context.request.*.id",
        "mask|context.request.headers",
        "mask|context.request.headers.*",
        "mask|context.request.headers.x-client",
        "encrypt|context.request.headers.x-client",
        "encrypt|context.request.user.name"
      })
  void whatIsDecidedAboutCanBeNeitherMaskedNorEncrypted(String key, String path) {
    String manifest = MANIFEST.substring(0, MANIFEST.indexOf("sensitive:"));
    assertThat(
            mistakes(
                manifest.substring(manifest.indexOf("mapping:"))
                    + "sensitive: {"
                    + key
                    + ": ['"
                    + path
                    + "']}\n"))
        .singleElement()
        .asString()
        .contains("is about, or who acts in it");
  }

  @Test
  void everyMistakeOfRoutesIsReported() {
    assertThat(
            mistakes(
                """
                mapping:
                  http:
                    headers: ["a b"]
                    surprise: 1
                    routes:
                      - {method: get, path: orders, action: a, resource: {type: T, id: x}}
                      - {method: GET, path: "/{a}", action: a, principal: {type: S, from: header authorization}, resource: {type: T, id: "{b}"}}
                      - {method: GET, path: "/x/{a}", action: a, principal: {type: S, from: nowhere}, resource: {type: "1", id: "{a}"}}
                      - {method: GET, path: /x, host: "http://x", principal: {type: S, from: certificate}, action: a, resource: {type: T, id: "{a}{b}"}}
                """))
        .containsExactlyInAnyOrder(
            "unknown key `surprise` in `http`",
            "`a b` is no name of a header",
            "`path` of a route does not begin with `/`",
            "`get` is no method",
            "a route does not say who acts",
            "the path `/{a}` has no variable `{b}`",
            "the header `authorization` carries credentials, which are masked",
            "`1` is no entity type",
            "unknown `from` in `principal` of a route: `nowhere`",
            "`http://x` is no host",
            "`id` in `resource` of a route has no `/` between two variables, so that different"
                + " values could make one id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /orders/{id}|GET /orders/{id}|true",
        "GET /orders/{id}|GET /orders/new|true",
        "GET /orders/new|GET /orders/{id}|false",
        "GET /orders/{id}|POST /orders/new|false",
        "GET /orders/{id}|GET /orders/|false",
        "GET /{a}/{b}|GET /orders/{id}|true",
        "GET /orders/{id}|GET /orders/{id}/items|false"
      })
  void aRouteThatIsNeverReachedIsAMistake(String first, String second, boolean mistake) {
    String mapping =
        """
        mapping:
          http:
            principal: {type: S, from: certificate}
            routes:
              - {%s, action: a, resource: {type: T, id: x}}
              - {%s, action: b, resource: {type: T, id: x}}
        """
            .formatted(route(first), route(second));
    assertThat(mistakes(mapping).stream().anyMatch(text -> text.contains("never reached")))
        .isEqualTo(mistake);
  }

  private static String route(String text) {
    return "method: " + text.replace(" ", ", path: \"") + "\"";
  }

  private static MappedRequest review(String user, RawRequest.Access access) {
    return manifest(MANIFEST)
        .mapping()
        .map(
            new RawRequest.AccessReview(
                "r1",
                new RawRequest.Reviewed(
                    user,
                    "u1",
                    List.of("system:authenticated"),
                    new TreeMap<>(Map.of("scopes", List.of("a")))),
                access,
                Provenance.ABSENT));
  }

  private static RawRequest.ResourceAccess access(
      String group, String resource, String subresource, String namespace, String name) {
    return new RawRequest.ResourceAccess(
        "get", group, "v1", resource, subresource, namespace, name);
  }

  @Test
  void anAccessReviewIsMappedByUserAndObject() {
    assertThat(review("system:serviceaccount:shop:web", access("", "pods", "", "shop", "web-1")))
        .hasToString(
            review("system:serviceaccount:shop:web", access("", "pods", "", "shop", "web-1"))
                .toString())
        .extracting(MappedRequest::principal)
        .hasToString("Workload::\"shop/web\"");
    assertThat(review("system:node:n1", access("", "pods", "", "", "")).principal())
        .hasToString("Node::\"n1\"");
    assertThat(review("emma@shop.example", access("", "pods", "", "", "")).principal())
        .hasToString("User::\"emma@shop.example\"");
    assertThat(review("system:serviceaccount:a/b:c", access("", "pods", "", "", "")).principal())
        .hasToString("User::\"system:serviceaccount:a/b:c\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'', pods, '', shop, web, 'KubernetesObject::\"/pods/shop/web\"'",
    "'', pods, log, shop, web, 'KubernetesObject::\"/pods.log/shop/web\"'",
    "'', secrets, '', shop, '', 'Secret::\"/secrets/shop/\"'",
    "apps, deployments, '', shop, web, 'Deployment::\"apps/deployments/shop/web\"'",
    "extensions, deployments, '', shop, web, 'KubernetesObject::\"extensions/deployments/shop/web\"'"
  })
  void anObjectIsNamedByAllOfItsParts(
      String group,
      String resource,
      String subresource,
      String namespace,
      String name,
      String uid) {
    MappedRequest mapped = review("emma", access(group, resource, subresource, namespace, name));
    assertThat(((MappedRequest.Mapped) mapped).resources().getFirst()).hasToString(uid);
  }

  @Test
  void aNameThatCouldBeAnotherObjectIsRefused() {
    for (RawRequest.Access access :
        List.of(
            access("", "pods", "", "a/b", ""),
            access("", "pods", "", "a", "b/c"),
            access("", "pods.log", "", "a", ""),
            access("", "", "", "a", "b"),
            new RawRequest.PathAccess("get", "healthz"),
            new RawRequest.PathAccess("get", "/a/../b"),
            new RawRequest.PathAccess("get", "/a//b"))) {
      assertThat(review("emma", access))
          .as(access.toString())
          .isInstanceOf(MappedRequest.Refused.class);
    }
    assertThat(review("", access("", "pods", "", "a", "")))
        .isInstanceOf(MappedRequest.Refused.class);
    assertThat(review("emma", new RawRequest.PathAccess("get", "/healthz")))
        .isInstanceOf(MappedRequest.Mapped.class);
  }

  @Test
  void withoutRulesNothingIsMapped() {
    Mapping none = manifest("name: a\nowner: b\n").mapping();
    assertThat(none.map(call("GET", "h", "/orders/7", Map.of())))
        .isInstanceOf(MappedRequest.Refused.class);
    assertThat(mistakes("mapping: {kubernetes: {no-permit: maybe, users: '?'}}"))
        .containsExactlyInAnyOrder("`?` is no entity type", "unknown `no-permit`: `maybe`");
    assertThat(
            manifest("name: a\nowner: b\nmapping: {kubernetes: {no-permit: denied}}")
                .mapping()
                .kubernetes())
        .extracting(KubernetesRules::noPermit)
        .isEqualTo(KubernetesRules.NoPermit.DENIED);
  }
}
