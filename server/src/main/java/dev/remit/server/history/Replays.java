package dev.remit.server.history;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.explain.ExplanationJson;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.insight.replay.MissingInput;
import dev.remit.insight.replay.Replay;
import dev.remit.insight.replay.Replayer;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.EvaluationError;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.keys.KeyFolder;
import dev.remit.store.keys.RowDecryption;
import dev.remit.store.row.RecordJson;
import dev.remit.store.row.Row;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Recorded decisions explained, and taken again. Nothing of it is enforced or recorded. `this`
/// guards the replayer, which holds bundles ready.
final class Replays {
  private final Replayer replayer;

  Replays(BundleStore bundles, EntityHistory entities, KeyFolder keys) {
    this.replayer =
        new Replayer(
            Objects.requireNonNull(bundles, "bundles"),
            Objects.requireNonNull(entities, "entities")::find,
            new RowDecryption(Objects.requireNonNull(keys, "keys")));
  }

  /// Members that say why it was decided so: `explanations`, and `missing` where an input is gone.
  synchronized List<Member> explain(Row row) throws IOException, UnreadableRecord {
    List<Json> explanations = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    try {
      for (Explanation explanation : replayer.explain(replayer.record(replayer.decrypted(row)))) {
        explanations.add(ExplanationJson.write(explanation));
      }
    } catch (MissingInput e) {
      members.add(Member.of("missing", Json.string(e.text())));
    }
    members.addFirst(Member.of("explanations", Json.array(explanations)));
    return members;
  }

  /// What deciding again comes to: on the bundle of the time, or on `other`.
  synchronized Json replay(Row row, @Nullable Bundle other)
      throws IOException, Refused, UnreadableRecord {
    Replay replay = other == null ? replayer.replay(row) : replayer.replay(row, other);
    return switch (replay) {
      case Replay.Evaluated evaluated -> toJson(evaluated, other);
      case Replay.Impossible(String text) ->
          throw new Refused(new Problem(HttpStatus.CONFLICT, "replay.impossible", text));
    };
  }

  private static Json toJson(Replay.Evaluated replay, @Nullable Bundle other) {
    DecisionRecord then = replay.then();
    String bundle = other == null ? then.inputs().bundle().value() : other.digest().value();
    return Json.object(
        Member.of("id", Json.string(then.id().toString())),
        Member.of("same", Json.bool(replay.isSame())),
        Member.of("sameOutcome", Json.bool(replay.isSameOutcome())),
        Member.of("sameEngine", Json.bool(replay.isSameEngine())),
        Member.of("bundle", Json.string(bundle)),
        Member.of("then", toJson(then.decision())),
        Member.of("now", toJson(replay.now())));
  }

  private static Json toJson(Decision decision) {
    List<Reason> reasons = decision.reasons();
    List<EvaluationError> errors = decision.errors();
    return Json.object(
        Member.of("outcome", Json.string(decision.outcome())),
        Member.of("reasons", RecordJson.reasons(reasons)),
        Member.of("errors", RecordJson.errors(errors)),
        Member.of(
            "obligations",
            Json.array(decision.obligationTexts().stream().map(Json::string).toList())));
  }
}
