package dev.remit.insight.observe.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.field.Fields;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.observation.AuthorityChange;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservedClient;
import dev.remit.store.observation.ObservedOutcome;
import dev.remit.testkit.SharedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KubernetesAuditFormatTest {
  private static final String LIST_PODS =
      "'objectRef':{'resource':'pods','namespace':'web','apiVersion':'v1'}";

  private static Event read(String json) throws UnreadableEvent {
    byte[] utf8 = ("xx" + json + "yy").getBytes(StandardCharsets.UTF_8);
    return new KubernetesAuditFormat()
        .read(new Place("audit.log", "1", 1), utf8, 2, utf8.length - 2);
  }

  private static Observation observed(String json) throws UnreadableEvent {
    return ((Event.Observed) read(json)).observation();
  }

  /// With `more` of its fields, in which `'` stands for `"`.
  private static String event(String verb, String stage, String... more) {
    return ("{'kind':'Event','apiVersion':'audit.k8s.io/v1','level':'Metadata','auditID':'a-1',"
            + "'stage':'"
            + stage
            + "','requestURI':'/api/v1/namespaces/web/pods?limit=500','verb':'"
            + verb
            + "','requestReceivedTimestamp':'2026-03-02T08:00:00.123456Z',"
            + "'stageTimestamp':'2026-03-02T08:30:00Z',"
            + String.join(",", more)
            + "}")
        .replace('\'', '"');
  }

  private static String user(String name) {
    return "'user':{'username':'" + name + "','groups':['system:authenticated']}";
  }

  private static String answer(int code, String reason, String message) {
    return "'responseStatus':{'code':"
        + code
        + ",'reason':'"
        + reason
        + "','message':'"
        + message
        + "'}";
  }

  private static String decision(String decision, String reason) {
    return "'annotations':{'authorization.k8s.io/decision':'"
        + decision
        + "','authorization.k8s.io/reason':'"
        + reason
        + "'}";
  }

  private static String detail(Observation observation) {
    return JsonWriter.compact(observation.detail());
  }

  @Test
  void theDemonstrationHasWhatItsAnalystCounted() throws Exception {
    List<Observation> all = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.require("kubernetes/audit2rbac_demo.log"))) {
      all.add(observed(line));
    }
    assertThat(all).hasSize(37);
    Map<String, Integer> denied = new TreeMap<>();
    Map<String, Integer> asked = new TreeMap<>();
    for (Observation each : all) {
      asked.merge(each.principal().toString(), 1, Integer::sum);
      if (each.outcome() == ObservedOutcome.DENIED) {
        assertThat(each.code()).isEqualTo("Forbidden");
        assertThat(each.status()).hasValue(403);
        denied.merge(each.principal() + " " + each.resources().getFirst(), 1, Integer::sum);
      } else {
        assertThat(each.outcome()).isEqualTo(ObservedOutcome.PERMITTED);
      }
      assertThat(each.provenance().chain()).isEqualTo(Claim.verified(List.of("system:admin")));
    }
    assertThat(asked)
        .isEqualTo(
            Map.of(
                "Kubernetes::User::\"bob\"", 29,
                "Kubernetes::ServiceAccount::\"ns1/sa1\"", 5,
                "Kubernetes::User::\"alice\"", 3));
    assertThat(denied)
        .isEqualTo(
            Map.of(
                "Kubernetes::User::\"bob\" Kubernetes::Object::\"/pods/default/\"", 2,
                "Kubernetes::User::\"bob\" Kubernetes::Object::\"/pods/ns1/\"", 1,
                "Kubernetes::User::\"bob\" Kubernetes::Object::\"/nodes//\"", 1,
                "Kubernetes::ServiceAccount::\"ns1/sa1\" Kubernetes::Object::\"/pods/default/\"", 2,
                "Kubernetes::ServiceAccount::\"ns1/sa1\" Kubernetes::Object::\"/nodes//\"", 1,
                "Kubernetes::ServiceAccount::\"ns1/sa1\" Kubernetes::Object::\"/pods//\"", 1,
                "Kubernetes::User::\"alice\" Kubernetes::Object::\"/pods/ns1/\"", 1,
                "Kubernetes::User::\"alice\" Kubernetes::Object::\"/configmaps/ns1/\"", 1,
                "Kubernetes::User::\"alice\" Kubernetes::Object::\"/secrets/ns1/\"", 1));
    assertThat(all.getFirst().message())
        .isEqualTo("pods is forbidden: User \"bob\" cannot list pods in the namespace \"default\"");
    assertThat(detail(all.getFirst()))
        .contains("\"missing\":\"list pods\",\"missingOn\":\"default\"");
    assertThat(all)
        .anySatisfy(each ->
            assertThat(each.resources())
                .singleElement()
                .hasToString("Kubernetes::Path::\"/apis\""));
  }

  @ParameterizedTest
  @CsvSource({
    "system:serviceaccount:web:shop, Kubernetes::ServiceAccount, web/shop",
    "system:node:worker-1, Kubernetes::Node, worker-1",
    "system:kube-scheduler, Kubernetes::User, system:kube-scheduler",
    "mara@harbour.example, Kubernetes::User, mara@harbour.example"
  })
  void whoAsksIsCalledAsAccessReviewsHaveIt(String user, String type, String id)
      throws UnreadableEvent {
    Observation observation =
        observed(event("list", "ResponseComplete", user(user), LIST_PODS, answer(200, "", "")));
    assertThat(observation.principal()).hasToString(type + "::\"" + id + "\"");
    assertThat(observation.provenance()).isEqualTo(Provenance.ABSENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'resource':'secrets','namespace':'web','name':'key'}|Kubernetes::Object::\"/secrets/web/key\"",
        "{'resource':'pods','namespace':'web','name':'p','subresource':'exec'}"
            + "|Kubernetes::Object::\"/pods.exec/web/p\"",
        "{'resource':'deployments','apiGroup':'apps','apiVersion':'v1','namespace':'web'}"
            + "|Kubernetes::Object::\"apps/deployments/web/\"",
        "{'resource':'roles','apiVersion':'rbac.authorization.k8s.io/v1beta1','name':'r'}"
            + "|Kubernetes::Object::\"rbac.authorization.k8s.io/roles//r\"",
        "{'resource':'pods','name':'a/b'}|Kubernetes::Path::\"/api/v1/namespaces/web/pods\"",
        "null|Kubernetes::Path::\"/api/v1/namespaces/web/pods\""
      })
  void whatIsAskedForIsCalledAsAccessReviewsHaveIt(String object, String resource)
      throws UnreadableEvent {
    Observation observation =
        observed(
            event(
                "get",
                "ResponseComplete",
                user("mara"),
                "'objectRef':" + object,
                answer(200, "", "")));
    assertThat(observation.resources()).singleElement().hasToString(resource);
    assertThat(observation.action()).hasToString("Action::\"get\"");
  }

  @ParameterizedTest
  @CsvSource({
    "200, '', '', PERMITTED, kubernetes/authorization",
    "404, NotFound, '', PERMITTED, kubernetes/authorization",
    "409, Conflict, allow, PERMITTED, kubernetes/authorization",
    "429, TooManyRequests, allow, PERMITTED, kubernetes/authorization",
    "429, TooManyRequests, '', THROTTLED, kubernetes",
    "401, Unauthorized, '', UNAUTHENTICATED, kubernetes/authentication",
    "403, Forbidden, '', DENIED, kubernetes/authorization",
    "403, Forbidden, forbid, DENIED, kubernetes/authorization",
    "200, '', forbid, DENIED, kubernetes/authorization",
    "403, Forbidden, allow, DENIED, kubernetes/admission",
    "500, InternalError, '', FAULT, kubernetes",
    "500, InternalError, allow, FAULT, kubernetes",
    "504, Timeout, '', FAULT, kubernetes"
  })
  void theAuthorizersOwnWordComesBeforeTheStatus(
      int code, String reason, String decision, ObservedOutcome outcome, String point)
      throws UnreadableEvent {
    Observation observation =
        observed(
            event(
                "list",
                "ResponseComplete",
                user("mara"),
                LIST_PODS,
                answer(code, reason, "m"),
                decision(decision, "")));
    assertThat(observation.outcome()).isEqualTo(outcome);
    assertThat(observation.point()).isEqualTo(point);
    assertThat(observation.status()).hasValue(code);
    assertThat(observation.code()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403|pods `p` is forbidden: exceeded quota: small|kubernetes/admission|exceeded quota: small",
        "422|admission webhook `v` denied the request: no latest|kubernetes/admission"
            + "|admission webhook `v` denied the request: no latest",
        "401|admission webhook `v` denied the request: who are you|kubernetes/admission"
            + "|admission webhook `v` denied the request: who are you",
        "503|admission webhook `v` denied the request without explanation|kubernetes/admission"
            + "|admission webhook `v` denied the request without explanation",
        "500|Internal error occurred: admission webhook `v` denied the request without explanation"
            + "|kubernetes/admission"
            + "|Internal error occurred: admission webhook `v` denied the request without explanation",
        "401|pods `p` is forbidden: ValidatingAdmissionPolicy 'a' denied request: no"
            + "|kubernetes/admission|ValidatingAdmissionPolicy 'a' denied request: no",
        "422|roles.rbac.authorization.k8s.io `a~`b` is forbidden: ValidatingAdmissionPolicy 'a'"
            + " denied request: no|kubernetes/admission"
            + "|ValidatingAdmissionPolicy 'a' denied request: no",
        "403|roles `x is forbidden: is attempting to grant RBAC permissions not currently held` is"
            + " forbidden: frozen|kubernetes/admission|frozen",
        "422|pods `p` is forbidden: ValidatingAdmissionPolicy 'a' with binding 'b' denied request:"
            + " no|kubernetes/admission"
            + "|ValidatingAdmissionPolicy 'a' with binding 'b' denied request: no",
        "403|roles `r` is forbidden: user `mara` is attempting to grant RBAC permissions not"
            + " currently held: x|kubernetes/escalation"
            + "|user `mara` is attempting to grant RBAC permissions not currently held: x"
      })
  void whatTheAuthorizerAllowedAndALaterLayerRefusedIsThatLayersDenial(
      int code, String message, String point, String because) throws UnreadableEvent {
    Observation observation =
        observed(answered("create", LIST_PODS, decision("allow", "RBAC"), code, written(message)));
    assertThat(observation.outcome()).isEqualTo(ObservedOutcome.DENIED);
    assertThat(observation.point()).isEqualTo(point);
    assertThat(observation.message()).isEqualTo(written(message));
    assertThat(detail(observation))
        .contains("\"because\":" + JsonWriter.compact(Json.string(written(because))))
        .contains("\"authorization\":\"allow\",\"authorizationReason\":\"RBAC\"")
        .doesNotContain("\"missing\"");
  }

  /// A message as API servers write it, of one with backticks for quotes, and `~` for backslashes.
  private static String written(String message) {
    return message.replace('`', '"').replace('~', '\\');
  }

  private static String answered(
      String verb, String object, String decision, int code, String message) {
    String json = event(verb, "ResponseComplete", user("mara"), object, decision);
    return json.substring(0, json.length() - 1)
        + ",\"responseStatus\":{\"code\":"
        + code
        + ",\"message\":"
        + JsonWriter.compact(Json.string(message))
        + "}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "get|404|pods `x denied the request: y` not found|PERMITTED",
        "delete|404|pods `x denied the request: y` not found|PERMITTED",
        "delete|404|pods `admission webhook ~`v~` denied the request: y` not found|PERMITTED",
        "delete|404|pods `x~` is forbidden: ValidatingAdmissionPolicy 'a' denied request: y` not found"
            + "|PERMITTED",
        "create|409|pods `x denied the request without explanation` already exists|PERMITTED",
        "create|422|Pod `x denied request: y` is invalid: metadata.name|PERMITTED",
        "create|422|Pod `p` is invalid: admission webhook `v` denied the request: y|PERMITTED",
        "get|404|admission webhook `v` denied the request: y|PERMITTED",
        "list|400|admission webhook `v` denied the request: y|PERMITTED",
        "get|500|admission webhook `v` denied the request: y|FAULT",
        "create|503|the webhook `v` denied the request: y|FAULT"
      })
  void whatAClientWritesIntoAMessageIsNoDenialByAdmission(
      String verb, int code, String message, ObservedOutcome outcome) throws UnreadableEvent {
    Observation observation =
        observed(answered(verb, LIST_PODS, decision("allow", "RBAC"), code, written(message)));
    assertThat(observation.outcome()).isEqualTo(outcome);
    assertThat(observation.point()).isNotEqualTo("kubernetes/admission");
  }

  @ParameterizedTest
  @ValueSource(strings = {"attach", "exec", "portforward", "proxy"})
  void admissionMayRefuseAConnection(String part) throws UnreadableEvent {
    String object =
        "'objectRef':{'resource':'pods','subresource':'" + part + "','namespace':'web','name':'p'}";
    for (int code : new int[] {400, 401, 403, 500}) {
      Observation observation =
          observed(
              answered(
                  "get",
                  object,
                  decision("allow", ""),
                  code,
                  "admission webhook \"v\" denied the request: no shells"));
      assertThat(observation.outcome()).isEqualTo(ObservedOutcome.DENIED);
      assertThat(observation.point()).isEqualTo("kubernetes/admission");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'resource':'services','namespace':'web','name':'https:shop:8443'|web/https:shop:8443",
        "'resource':'pods','namespace':'web','name':'shop-7'|web/shop-7",
        "'resource':'nodes','name':'worker-1'|worker-1"
      })
  void whatAnApplicationBehindAProxyRefusesIsItsRefusal(String behind, String name)
      throws UnreadableEvent {
    String object = "'objectRef':{" + behind + ",'subresource':'proxy','apiVersion':'v1'}";
    for (int code : new int[] {401, 403}) {
      String passedOn = "'responseStatus':{'metadata':{},'code':" + code + "}";
      String[] fields = {user("mara"), object, passedOn, decision("allow", "RBAC")};
      Observation refused = observed(event("get", "ResponseComplete", fields));
      assertThat(refused.outcome())
          .isEqualTo(code == 401 ? ObservedOutcome.UNAUTHENTICATED : ObservedOutcome.DENIED);
      assertThat(refused.point()).isEqualTo("application/" + name);
      assertThat(refused.principal()).hasToString("Kubernetes::User::\"mara\"");
      assertThat(detail(refused))
          .contains("\"layer\":\"application\"")
          .doesNotContain("\"missing\"", "\"because\"");
      assertThat(read(event("get", "ResponseStarted", fields))).isInstanceOf(Event.Passed.class);
    }
    Observation own =
        observed(
            event(
                "get",
                "ResponseComplete",
                user("mara"),
                object,
                answer(403, "Forbidden", "forbidden: no proxies"),
                decision("allow", "RBAC")));
    assertThat(own.point()).isEqualTo("kubernetes/admission");
    assertThat(
            observed(
                    event(
                        "get",
                        "ResponseComplete",
                        user("mara"),
                        object,
                        "'responseStatus':{'code':403}",
                        decision("forbid", "")))
                .point())
        .isEqualTo("kubernetes/authorization");
  }

  @Test
  void aPermitSaysWhichBindingPermits() throws UnreadableEvent {
    Observation observation =
        observed(
            event(
                "list",
                "ResponseComplete",
                user("mara"),
                LIST_PODS,
                answer(404, "NotFound", "what may quote the object"),
                decision("allow", "RBAC: allowed by RoleBinding")));
    assertThat(observation.message()).isEqualTo("RBAC: allowed by RoleBinding");
  }

  @Test
  void whoMayNotImpersonateMissesThatPermission() throws UnreadableEvent {
    String json =
        event("list", "ResponseComplete", user("mara"), LIST_PODS)
            .replace(
                "\"stageTimestamp\"",
                "\"responseStatus\":{\"code\":403,\"message\":\"users"
                    + " \\\"bob\\\" is forbidden: User \\\"mara\\\" cannot impersonate resource"
                    + " \\\"users\\\" in API group \\\"\\\" at the cluster scope\"},\"stageTimestamp\"");
    assertThat(detail(observed(json))).contains("\"missing\":\"impersonate users\"");
  }

  @Test
  void onlyTheLastStageCountsAndItsTimeIsWhenTheRequestCame() throws UnreadableEvent {
    String[] watch = {user("mara"), LIST_PODS, answer(200, "", ""), decision("allow", "")};
    assertThat(read(event("watch", "RequestReceived", watch))).isInstanceOf(Event.Passed.class);
    assertThat(read(event("watch", "ResponseStarted", watch))).isInstanceOf(Event.Passed.class);
    Observation end = observed(event("watch", "ResponseComplete", watch));
    assertThat(end.eventId()).isEqualTo("a-1@2026-03-02T08:00:00.123456Z");
    assertThat(end.time()).isEqualTo(Instant.parse("2026-03-02T08:00:00.123Z"));
    assertThat(observed(event("watch", "Panic", watch)).outcome()).isEqualTo(ObservedOutcome.FAULT);
  }

  @Test
  void aClientThatChoosesTheIdOfAllItsRequestsHidesNone() throws UnreadableEvent {
    String[] list = {user("mara"), LIST_PODS, answer(403, "Forbidden", "")};
    String first = event("list", "ResponseComplete", list);
    String second = first.replace("08:00:00.123456Z", "08:00:00.123457Z");
    assertThat(second).isNotEqualTo(first);
    assertThat(observed(second).eventId()).isNotEqualTo(observed(first).eventId());
    assertThat(observed(first.replace("a-1", "a-2")).eventId())
        .isNotEqualTo(observed(first).eventId());
    for (String same :
        List.of(
            first,
            first.replace("ResponseComplete", "Panic"),
            first.replace("08:30:00Z", "08:31:00Z"),
            first.replace("08:00:00.123456Z", "09:00:00.123456+01:00"))) {
      assertThat(observed(same).eventId()).isEqualTo(observed(first).eventId());
    }
  }

  @Test
  void aFailedAuthenticationHasOnlyTheBeginOfItsAnswerAndNobody() throws UnreadableEvent {
    Observation refused =
        observed(
            event(
                "list",
                "ResponseStarted",
                "'user':{}",
                LIST_PODS,
                "'sourceIPs':['10.0.0.9']",
                answer(401, "", "Authentication failed, attempted: bearer")));
    assertThat(refused.outcome()).isEqualTo(ObservedOutcome.UNAUTHENTICATED);
    assertThat(refused.principal()).hasToString("Nobody::\"\"");
    assertThat(refused.message()).isEqualTo("Authentication failed, attempted: bearer");
    assertThatThrownBy(() ->
            read(event("list", "ResponseComplete", "'user':{}", LIST_PODS, answer(200, "", ""))))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("names nobody");
  }

  @Test
  void whatAClientSaysOfItsAddressIsNotTaken() throws UnreadableEvent {
    Observation observation =
        observed(
            event(
                "list",
                "ResponseComplete",
                "'user':{'username':'system:serviceaccount:web:shop','extra':{"
                    + "'authentication.kubernetes.io/credential-id':['JTI=9f'],"
                    + "'authentication.kubernetes.io/pod-name':['shop-7']}}",
                LIST_PODS,
                "'sourceIPs':['1.2.3.4','10.0.0.9'],'userAgent':'shop/1.2'",
                answer(200, "", "")));
    assertThat(observation.client())
        .isEqualTo(new ObservedClient("shop-7", "kubernetes-token", "9f", "10.0.0.9", "shop/1.2"));
    assertThat(detail(observation)).contains("\"forwardedFor\":[\"1.2.3.4\"]");
  }

  @Test
  void theAddressThatTheServerSawIsTheLastHoweverManyTheClientSays() throws UnreadableEvent {
    for (int written : new int[] {Fields.ELEMENTS_MAX - 1, Fields.ELEMENTS_MAX}) {
      Observation observation =
          observed(
              event(
                  "list",
                  "ResponseComplete",
                  user("mara"),
                  LIST_PODS,
                  "'sourceIPs':[" + "'1.2.3.4',".repeat(written) + "'10.0.0.9']",
                  answer(200, "", "")));
      assertThat(observation.client().address()).isEqualTo("10.0.0.9");
      assertThat(detail(observation).split("1\\.2\\.3\\.4", -1)).hasSize(written + 1);
      assertThat(detail(observation).contains("\"forwardedForLeftOut\":true"))
          .isEqualTo(written == Fields.ELEMENTS_MAX);
    }
  }

  @Test
  void theCredentialOfAnImpersonatorIsNotThatOfWhomItImpersonates() throws UnreadableEvent {
    Observation observation =
        observed(
            event(
                "list",
                "ResponseComplete",
                "'user':{'username':'mara','extra':{"
                    + "'authentication.kubernetes.io/credential-id':['X509SHA256=ab']}}",
                "'impersonatedUser':{'username':'system:serviceaccount:web:shop'}",
                LIST_PODS,
                answer(200, "", "")));
    assertThat(observation.principal()).hasToString("Kubernetes::ServiceAccount::\"web/shop\"");
    assertThat(observation.client()).isEqualTo(ObservedClient.UNKNOWN);
    assertThat(observation.provenance().chain()).isEqualTo(Claim.verified(List.of("mara")));
  }

  @ParameterizedTest
  @CsvSource({
    "create, rbac.authorization.k8s.io, roles, '', POLICY",
    "patch, rbac.authorization.k8s.io, clusterroles, '', POLICY",
    "delete, rbac.authorization.k8s.io, rolebindings, '', BINDING",
    "update, rbac.authorization.k8s.io, clusterrolebindings, '', BINDING",
    "create, '', serviceaccounts, '', IDENTITY",
    "create, '', serviceaccounts, token, SESSION",
    "create, certificates.k8s.io, certificatesigningrequests, '', CREDENTIAL",
    "update, certificates.k8s.io, certificatesigningrequests, approval, CREDENTIAL",
    "get, rbac.authorization.k8s.io, roles, '', ",
    "create, '', pods, '', ",
    "create, '', secrets, '', ",
    "create, example.org, roles, '', "
  })
  void whatChangesWhatSomebodyMayDoIsTold(
      String verb, String group, String resource, String part, AuthorityChange change)
      throws UnreadableEvent {
    String object =
        "'objectRef':{'resource':'%s','apiGroup':'%s','subresource':'%s','namespace':'web','name':'n'}"
            .formatted(resource, group, part);
    String made = event(verb, "ResponseComplete", user("mara"), object, answer(201, "", ""));
    assertThat(observed(made).change().orElse(null)).isEqualTo(change);
    for (int refused : new int[] {403, 404, 409}) {
      assertThat(
              observed(
                      event(
                          verb, "ResponseComplete", user("mara"), object, answer(refused, "", "")))
                  .change())
          .isEmpty();
    }
    assertThat(observed(made.replace("?limit=500", "?dryRun=All")).change()).isEmpty();
  }

  @Test
  void aBindingNamesWhomItBindsAndToWhat() throws UnreadableEvent {
    Observation bound =
        observed(
            event(
                "create",
                "ResponseComplete",
                user("mara"),
                "'objectRef':{'resource':'rolebindings','apiGroup':'rbac.authorization.k8s.io',"
                    + "'namespace':'web','name':'b'}",
                "'requestObject':{'metadata':{'annotations':{'hush':'hush'}},"
                    + "'roleRef':{'kind':'ClusterRole','name':'admin'},'subjects':["
                    + "{'kind':'ServiceAccount','namespace':'web','name':'shop'},"
                    + "{'kind':'User','name':'bob'},{'kind':'Group','name':'ops'},7]}",
                answer(201, "", "")));
    assertThat(bound.resources().stream().map(Object::toString))
        .containsExactly(
            "Kubernetes::Object::\"rbac.authorization.k8s.io/rolebindings/web/b\"",
            "Kubernetes::ServiceAccount::\"web/shop\"",
            "Kubernetes::User::\"bob\"",
            "Kubernetes::Group::\"ops\"");
    assertThat(detail(bound))
        .contains("\\\"roleRef\\\":{\\\"kind\\\":\\\"ClusterRole\\\",\\\"name\\\":\\\"admin\\\"}")
        .doesNotContain("hush");
  }

  @Test
  void moreThanAreNamedIsSaid() throws UnreadableEvent {
    String one = "{'kind':'User','name':'u'}";
    String object =
        "'objectRef':{'resource':'rolebindings','apiGroup':'rbac.authorization.k8s.io'}";
    for (int count : new int[] {Fields.ELEMENTS_MAX, Fields.ELEMENTS_MAX + 1}) {
      String many = String.join(",", Collections.nCopies(count, one));
      Observation bound =
          observed(
              event(
                  "create",
                  "ResponseComplete",
                  user("mara"),
                  object,
                  "'requestObject':{'subjects':[" + many + "]}",
                  answer(201, "", "")));
      assertThat(bound.resources()).hasSize(1 + Fields.ELEMENTS_MAX);
      assertThat(detail(bound).contains("subjectsLeftOut")).isEqualTo(count > Fields.ELEMENTS_MAX);
    }
  }

  @Test
  void aTokenIsIssuedToAServiceAccountAndNotKept() throws UnreadableEvent {
    Observation issued =
        observed(
            event(
                "create",
                "ResponseComplete",
                user("mara"),
                "'objectRef':{'resource':'serviceaccounts','subresource':'token',"
                    + "'namespace':'web','name':'shop'}",
                "'requestObject':{'spec':{'audiences':['hush']}}",
                "'responseObject':{'status':{'token':'hush'}}",
                answer(201, "", "")));
    assertThat(issued.resources().getLast())
        .hasToString("Kubernetes::ServiceAccount::\"web/shop\"");
    assertThat(issued.toString()).doesNotContain("hush");
    Observation secret =
        observed(
            event(
                "create",
                "ResponseComplete",
                user("mara"),
                "'objectRef':{'resource':'secrets','namespace':'web','name':'t'}",
                "'requestObject':{'type':'kubernetes.io/service-account-token',"
                    + "'data':{'token':'hush'}}",
                answer(201, "", "")));
    assertThat(secret.change()).contains(AuthorityChange.CREDENTIAL);
    assertThat(secret.toString()).doesNotContain("hush");
  }

  @Test
  void whatIsKeptOfARoleHasALimit() throws UnreadableEvent {
    String head = "'requestObject':{'rules':['";
    int fill = AuditChange.PARAMETERS_MAX - "{\"rules\":[\"\"]}".length();
    String object =
        "'objectRef':{'resource':'roles','apiGroup':'rbac.authorization.k8s.io','name':'r'}";
    String within = head + "x".repeat(fill) + "']}";
    String beyond = head + "x".repeat(fill + 1) + "']}";
    assertThat(
            detail(
                observed(
                    event(
                        "create",
                        "ResponseComplete",
                        user("mara"),
                        object,
                        within,
                        answer(201, "", "")))))
        .contains("xxx");
    assertThat(
            detail(
                observed(
                    event(
                        "create",
                        "ResponseComplete",
                        user("mara"),
                        object,
                        beyond,
                        answer(201, "", "")))))
        .contains("\"parametersLeftOut\":true")
        .doesNotContain("xxx");
  }

  @Test
  void theQueryOfARequestIsNotKept() throws UnreadableEvent {
    Observation executed =
        observed(
            event("get", "ResponseComplete", user("mara"), answer(200, "", ""))
                .replace("?limit=500", "/p/exec?command=login&command=hush"));
    assertThat(executed.toString()).doesNotContain("hush");
  }

  @Test
  void whatIsNoEventSaysWhatItLacks() {
    assertThatThrownBy(() -> read("{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\"}"))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining(
            "`auditID`, `stage`, `verb`, `requestURI`, `requestReceivedTimestamp`");
    for (String other :
        List.of(
            "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\"}",
            "{\"kind\":\"Event\",\"apiVersion\":\"v1\"}")) {
      assertThatThrownBy(() -> read(other))
          .isInstanceOf(UnreadableEvent.class)
          .hasMessageContaining("an `Event` of `audit.k8s.io/`");
    }
  }

  @Test
  void anEventOfAListDoesNotSayOfWhatKindItIs() throws UnreadableEvent {
    String listed =
        event("list", "ResponseComplete", user("mara"), LIST_PODS, answer(200, "", ""))
            .replace("\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",", "");
    assertThat(listed).doesNotContain("audit.k8s.io");
    assertThat(observed(listed).outcome()).isEqualTo(ObservedOutcome.PERMITTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "'responseStatus':{'code':0}", "'responseStatus':{'code':'many'}"})
  void anEventWithoutAnOutcomeIsRefused(String answer) {
    String[] fields =
        answer.isEmpty()
            ? new String[] {user("mara"), LIST_PODS}
            : new String[] {user("mara"), LIST_PODS, answer};
    assertThatThrownBy(() -> read(event("list", "ResponseComplete", fields)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("says no outcome");
  }
}
