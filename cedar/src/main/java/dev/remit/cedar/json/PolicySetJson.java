package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;

/// Cedar's JSON form of a policy set: an object of `staticPolicies` and `templates`, each by id,
/// and `templateLinks`.
public final class PolicySetJson {
  private PolicySetJson() {}

  /// Static policies in their order, then templates; throws with every mistake in the text.
  public static PolicySet read(Source source) throws SyntaxException {
    return new PolicySetJsonReader(source).read();
  }

  /// What [#read] reads back as `policies`, see [PolicyJson#write].
  public static Json write(PolicySet policies) {
    List<Json.Member> statics = new ArrayList<>();
    List<Json.Member> templates = new ArrayList<>();
    policies
        .sources()
        .forEach((id, policy) ->
            (policy.isTemplate() ? templates : statics)
                .add(Json.Member.of(id.value(), PolicyJson.write(policy))));
    LinkReader form = linkReader(new Diagnostics(new Source("", ""), Limits.DIAGNOSTICS_MAX));
    return Json.object(
        Json.Member.of("staticPolicies", Json.object(statics)),
        Json.Member.of("templates", Json.object(templates)),
        Json.Member.of(
            "templateLinks", Json.array(policies.links().stream().map(form::write).toList())));
  }

  static LinkReader linkReader(Diagnostics diagnostics) {
    return new LinkReader(diagnostics, new UidReader(diagnostics), LinkReader.Form.OF_POLICY_SET);
  }
}
