package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.Policy;

/// Cedar's JSON form of one policy or template.
///
/// Stricter than Cedar's own reader, so that no mistake is taken for something else: unknown
/// members and functions, and a lone `__entity` or `__extn` that is malformed, are refused.
public final class PolicyJson {
  private PolicyJson() {}

  /// Throws with every mistake in the text.
  public static Policy read(Source source) throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    Json json = JsonReader.read(diagnostics, Limits.POLICY_JSON_DEPTH_MAX);
    Policy policy = new PolicyReader(diagnostics, new UidReader(diagnostics)).read(json);
    if (policy == null || !diagnostics.isEmpty()) {
      throw diagnostics.refused();
    }
    return policy;
  }

  /// What Cedar itself writes for `policy`, and what [#read] reads back as `policy`, but for two
  /// ways of saying the same: `a has b.c` comes back as `a has b && a.b has c`, and `action in [a]`
  /// as `action in a`. The tree is as deep as its longest chain, see [Json].
  public static Json write(Policy policy) {
    return PolicyWriter.write(policy);
  }
}
