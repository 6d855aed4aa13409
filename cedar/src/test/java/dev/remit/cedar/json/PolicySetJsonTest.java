package dev.remit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.policy.Slot;
import dev.remit.cedar.value.EntityUid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PolicySetJsonTest {
  private static final String POLICY =
      "{\"effect\":\"permit\",\"principal\":{\"op\":\"All\"},\"action\":{\"op\":\"All\"},"
          + "\"resource\":{\"op\":\"All\"},\"conditions\":[]}";
  private static final String TEMPLATE =
      POLICY.replace(
          "\"principal\":{\"op\":\"All\"}",
          "\"principal\":{\"op\":\"==\",\"slot\":\"?principal\"}");
  private static final String LINK =
      "{\"templateId\":\"t\",\"newId\":\"l\",\"values\":{\"?principal\":{\"type\":\"A\",\"id\":\"b\"}}}";

  private static String set(String policies, String templates, String links) {
    return "{\"staticPolicies\":{%s},\"templates\":{%s},\"templateLinks\":[%s]}"
        .formatted(policies, templates, links);
  }

  private static PolicySet read(String json) throws SyntaxException {
    return PolicySetJson.read(new Source("a.json", json));
  }

  private static List<String> refusal(String json) {
    return Refusals.of(PolicySetJson::read, json);
  }

  @Test
  void policiesTemplatesAndLinksAreReadAndWrittenTheSame() throws SyntaxException {
    String json = set("\"b\":" + POLICY + ",\"a\":" + POLICY, "\"t\":" + TEMPLATE, LINK);
    PolicySet set = read(json);
    assertThat(set.policies().keySet())
        .containsExactly(new PolicyId("b"), new PolicyId("a"), new PolicyId("l"));
    assertThat(set.links())
        .containsExactly(
            new PolicySet.Link(
                new PolicyId("t"),
                new PolicyId("l"),
                Map.of(Slot.PRINCIPAL, new ScopeEntity.Entity(EntityUid.of("A", "b")))));
    assertThat(JsonWriter.compact(PolicySetJson.write(set))).isEqualTo(json);
  }

  @Test
  void anIdIsGivenOnce() {
    assertThat(refusal(set("\"a\":" + POLICY + ",\"a\":" + POLICY, "", ""))).hasSize(1);
    assertThat(refusal(set("\"t\":" + POLICY, "\"t\":" + TEMPLATE, "")))
        .containsExactly("a.json:1:145: the id `t` is given twice; rename one of them");
    assertThat(refusal(set("\"l\":" + POLICY, "\"t\":" + TEMPLATE, LINK))).hasSize(1);
    assertThat(refusal(set("", "\"t\":" + TEMPLATE, LINK + "," + LINK))).hasSize(1);
  }

  @Test
  void templatesAreToldFromPolicies() {
    assertThat(refusal(set("\"a\":" + TEMPLATE, "\"b\":" + POLICY, "")))
        .containsExactly(
            "a.json:1:20: `a` has a slot; move it to `templates`",
            "a.json:1:164: `b` has no slot; move it to `staticPolicies`");
  }

  @Test
  void aLinkFillsJustTheSlotsOfATemplate() {
    assertThat(refusal(set("", "", LINK)))
        .containsExactly("a.json:1:68: there is no template `t`; name one of `templates`");
    String more = LINK.replace("}}}", "},\"?resource\":{\"type\":\"A\",\"id\":\"b\"}}}");
    assertThat(refusal(set("", "\"t\":" + TEMPLATE, more)))
        .first()
        .asString()
        .contains("`t` has the slots `?principal`; give an entity for each and no more");
    assertThat(refusal(set("", "\"t\":" + TEMPLATE, LINK.replace("?p", "p")))).hasSize(1);
  }

  @Test
  void aPolicySetNeedsItsThreeMembers() {
    assertThat(refusal("{}")).hasSize(3);
    assertThat(refusal("[]")).hasSize(1);
    assertThat(refusal("{\"staticPolicies\":[],\"templates\":1,\"templateLinks\":{},\"x\":1}"))
        .hasSize(4);
  }

  @Test
  void aFileOfLinksIsReadAndWrittenTheSame() throws SyntaxException {
    String json =
        "[{\"template_id\":\"t\",\"link_id\":\"l\",\"args\":{\"?principal\":\"A::\\\"b\\\"\"}}]";
    List<PolicySet.Link> links = LinksJson.read(new Source("a.json", json));
    assertThat(links)
        .containsExactly(
            new PolicySet.Link(
                new PolicyId("t"),
                new PolicyId("l"),
                Map.of(Slot.PRINCIPAL, new ScopeEntity.Entity(EntityUid.of("A", "b")))));
    assertThat(JsonWriter.compact(LinksJson.write(links))).isEqualTo(json);
    assertThat(Refusals.of(LinksJson::read, "{}")).hasSize(1);
    assertThat(Refusals.of(LinksJson::read, json.replace("A::", "A:"))).hasSize(1);
    assertThat(Refusals.of(LinksJson::read, json.replace("args", "values"))).hasSize(2);
  }

  @Test
  void aRequestNamesItsEntitiesAsTextOrAsObjects() throws SyntaxException {
    String json =
        "{\"principal\":\"A::\\\"b\\\"\",\"action\":{\"type\":\"Action\",\"id\":\"c\"},"
            + "\"resource\":{\"__entity\":{\"type\":\"D\",\"id\":\"e\"}},\"context\":{\"f\":1}}";
    var request = RequestJson.read(new Source("a.json", json));
    assertThat(request.principal()).isEqualTo(EntityUid.of("A", "b"));
    assertThat(request.action()).isEqualTo(EntityUid.of("Action", "c"));
    assertThat(request.resource()).isEqualTo(EntityUid.of("D", "e"));
    assertThat(request.context().names()).containsExactly("f");
    String written = JsonWriter.compact(RequestJson.write(request));
    assertThat(RequestJson.read(new Source("b.json", written))).isEqualTo(request);
    assertThat(Refusals.of(RequestJson::read, "{\"principal\":\"A\",\"context\":[]}")).hasSize(4);
  }
}
