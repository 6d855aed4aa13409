package dev.remit.bench;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.engine.PreparedRequest;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.text.PolicyParser;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import java.util.ArrayList;
import java.util.List;

/// Our engine, asked in one of three ways.
final class RemitPeer implements Peer {
  private final PolicyEngine engine;
  private final Entities entities;
  private final List<CedarWorkload.Call> calls;
  private final List<RecordValue> contexts = new ArrayList<>();
  private final List<PreparedRequest> prepared = new ArrayList<>();
  private final Call call;

  RemitPeer(CedarWorkload workload, Call call) {
    this.call = call;
    try {
      entities = EntitiesJson.read(new Source("entities.json", workload.entities()));
      engine =
          PolicyEngine.compile(
              PolicySet.byPosition(
                  PolicyParser.parse(new Source("policies.cedar", workload.policies()))),
              entities);
      for (CedarWorkload.Call one : workload.calls()) {
        contexts.add(ContextJson.read(new Source("context.json", one.context())));
      }
    } catch (SyntaxException e) {
      throw new IllegalStateException("our engine refused the workload", e);
    }
    calls = workload.calls();
    for (int i = 0; i < calls.size(); i++) {
      prepared.add(engine.prepare(request(i), entities));
    }
  }

  private Request request(int index) {
    CedarWorkload.Call one = calls.get(index);
    return new Request(
        uid(one.principal()), uid(one.action()), uid(one.resource()), contexts.get(index));
  }

  private static EntityUid uid(CedarWorkload.Uid uid) {
    return EntityUid.of(uid.type(), uid.id());
  }

  @Override
  public boolean isPermitted(int index) {
    return switch (call) {
      case DECISION -> engine.isPermitted(prepared.get(index));
      case RESPONSE -> engine.authorize(prepared.get(index)).permitted();
      case LOOKUP -> engine.isPermitted(engine.prepare(request(index), entities));
    };
  }

  /// What is inside a figure.
  enum Call {
    /// The decision of a prepared request.
    DECISION,
    /// Decision, reasons and errors of a prepared request.
    RESPONSE,
    /// Request and ids made from strings, looked up in the snapshot, and the decision; the context
    /// was parsed beforehand.
    LOOKUP
  }
}
