package dev.remit.server.task;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.Question;
import dev.remit.server.http.Call;

/// Requests about tasks, and records that note what happened to them and decide nothing.
final class Notes {
  static final Json.JsonObject NOTHING = Json.object();

  private Notes() {}

  /// `Remit::Action::"action"` by a subject, on something of a type of Remit's.
  static RawRequest.Evaluation request(
      Call call,
      EntityUid subject,
      String action,
      String type,
      String id,
      Json.JsonObject context) {
    return new RawRequest.Evaluation(
        call.requestId(),
        new RawRequest.Named(subject.type().value(), subject.id(), NOTHING),
        new RawRequest.Named("Remit::Action", action, NOTHING),
        new RawRequest.Named("Remit::" + type, id, NOTHING),
        context,
        Provenance.ABSENT);
  }

  static Question question(DecisionService decisions, Call call, RawRequest raw) {
    return new Question(raw, LiveContext.NONE, decisions.basis(), call.caller().point());
  }

  /// That `raw` happened.
  static DecisionRecord note(DecisionService decisions, Call call, RawRequest raw, String text) {
    Question question = question(decisions, call, raw);
    return decisions.decider(question, RecordKind.TASK).note(raw, decisions.now(), text);
  }
}
