package dev.remit.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The lower bound: what a programmer would write for just these rules, a map from role and action
/// to the rules that name them. It knows nothing of reasons.
final class HandWrittenPeer implements Peer {
  private final List<MixedRules.Call> calls;
  private final Map<String, Map<String, List<MixedRules.Rule>>> byRoleAndAction = new HashMap<>();

  HandWrittenPeer(MixedRules world) {
    calls = world.calls();
    for (MixedRules.Rule rule : world.rules()) {
      byRoleAndAction
          .computeIfAbsent(rule.role(), _ -> new HashMap<>())
          .computeIfAbsent(rule.action(), _ -> new ArrayList<>())
          .add(rule);
    }
  }

  @Override
  public boolean isPermitted(int index) {
    MixedRules.Call call = calls.get(index);
    boolean permit = false;
    for (String role : call.account().roles()) {
      Map<String, List<MixedRules.Rule>> byAction = byRoleAndAction.get(role);
      List<MixedRules.Rule> rules = byAction == null ? null : byAction.get(call.action());
      if (rules == null) {
        continue;
      }
      for (MixedRules.Rule rule : rules) {
        if (rule.environment().equals(call.resource().environment())
            && call.resource().classification() <= rule.classificationMax()) {
          if (!rule.permit()) {
            return false;
          }
          permit = true;
        }
      }
    }
    return permit;
  }
}
