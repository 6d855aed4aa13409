package dev.remit.bench;

import java.util.List;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/// jCasbin: roles by its role manager, the rest in the matcher; a deny rule wins.
final class CasbinPeer implements Peer {
  private final Enforcer enforcer;
  private final List<MixedRules.Call> calls;

  CasbinPeer(MixedRules world) {
    Model model = new Model();
    model.addDef("r", "r", "sub, act, env, cls");
    model.addDef("p", "p", "role, act, env, cls, eft");
    model.addDef("g", "g", "_, _");
    model.addDef("e", "e", "some(where (p.eft == allow)) && !some(where (p.eft == deny))");
    model.addDef(
        "m", "m", "r.act == p.act && r.env == p.env && r.cls <= p.cls && g(r.sub, p.role)");
    enforcer = new Enforcer(model);
    enforcer.enableLog(false);
    for (MixedRules.Rule rule : world.rules()) {
      enforcer.addPolicy(
          rule.role(),
          rule.action(),
          rule.environment(),
          Integer.toString(rule.classificationMax()),
          rule.permit() ? "allow" : "deny");
    }
    for (MixedRules.Account account : world.accounts()) {
      account.roles().forEach(role -> enforcer.addGroupingPolicy(account.id(), role));
    }
    calls = world.calls();
  }

  @Override
  public boolean isPermitted(int index) {
    MixedRules.Call call = calls.get(index);
    return enforcer.enforce(
        call.account().id(),
        call.action(),
        call.resource().environment(),
        Integer.toString(call.resource().classification()));
  }
}
