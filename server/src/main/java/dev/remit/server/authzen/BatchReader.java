package dev.remit.server.authzen;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.input.EvaluationReader;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.http.Call;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the evaluations of a batch. A member of an evaluation takes the place of the whole member
/// of the same name above, also where it is null, which is then a fault of that evaluation.
///
/// Source: OpenID AuthZEN Authorization API 1.0, access evaluations request.
final class BatchReader {
  /// Characters of all evaluations together, each with what it takes from above: what is written
  /// once and used a thousand times is decided and recorded a thousand times.
  static final long EXPANDED_MAX = 16L << 20;

  private static final List<String> DEFAULTS =
      List.of("subject", "action", "resource", "context", "provenance");
  private static final int MISTAKES_MAX = 20;
  private static final String CODE = "input.shape";

  private final String origin;
  private final Call.Body body;
  private final int evaluationsMax;

  private BatchReader(String origin, Call.Body body, int evaluationsMax) {
    this.origin = origin;
    this.body = body;
    this.evaluationsMax = evaluationsMax;
  }

  /// What was sent, in order.
  record Batch(Semantic semantic, List<Entry> entries) {
    Batch {
      Objects.requireNonNull(semantic, "semantic");
      entries = List.copyOf(entries);
    }
  }

  /// One evaluation, or why it is none.
  sealed interface Entry {
    record Sound(RawRequest.Evaluation evaluation) implements Entry {}

    record Faulty(Problem problem) implements Entry {}
  }

  /// The batch, or null where the body is a single evaluation. Throws if the batch as a whole
  /// cannot be understood or is too large.
  static @Nullable Batch read(String origin, Call.Body body, int evaluationsMax) throws Refused {
    return new BatchReader(origin, body, evaluationsMax).read();
  }

  private @Nullable Batch read() throws Refused {
    List<Json> evaluations =
        switch (find(body.json(), "evaluations")) {
          case null -> List.of();
          case Json.JsonArray array -> array.elements();
          case Json other -> {
            mistake(other, "evaluations", "write a list");
            yield List.of();
          }
        };
    Semantic semantic = semantic();
    body.requireSound();
    if (evaluations.isEmpty()) {
      return null;
    }
    requireSmall(evaluations);
    List<Entry> entries = new ArrayList<>(evaluations.size());
    for (Json evaluation : evaluations) {
      entries.add(entry(evaluation));
    }
    return new Batch(semantic, entries);
  }

  private Semantic semantic() {
    Json options = find(body.json(), "options");
    if (options == null) {
      return Semantic.EXECUTE_ALL;
    }
    if (!(options instanceof Json.JsonObject object)) {
      mistake(options, "options", "write an object");
      return Semantic.EXECUTE_ALL;
    }
    Json semantic = find(object, "evaluations_semantic");
    if (semantic == null) {
      return Semantic.EXECUTE_ALL;
    }
    Optional<Semantic> known =
        semantic instanceof Json.JsonString(String text, _)
            ? Semantic.find(text)
            : Optional.empty();
    if (known.isEmpty()) {
      mistake(
          semantic,
          "options.evaluations_semantic",
          "write `execute_all`, `deny_on_first_deny` or `permit_on_first_permit`");
    }
    return known.orElse(Semantic.EXECUTE_ALL);
  }

  private void mistake(Json json, String path, String help) {
    String said = json instanceof Json.JsonString(String text, _) ? "`" + text + "`" : json.kind();
    body.mistakes().add(CODE, json.span(), "`" + path + "` is " + said, help);
  }

  private static @Nullable Json find(Json.JsonObject object, String name) {
    Json value = object.find(name);
    return value instanceof Json.JsonNull ? null : value;
  }

  private void requireSmall(List<Json> evaluations) throws Refused {
    if (evaluations.size() > evaluationsMax) {
      throw tooLarge(
          "%,d evaluations, more than %,d; send several batches"
              .formatted(evaluations.size(), evaluationsMax));
    }
    long expanded = 0;
    for (Json evaluation : evaluations) {
      expanded += length(evaluation);
      for (String name : DEFAULTS) {
        Json above = body.json().find(name);
        boolean inherits =
            evaluation instanceof Json.JsonObject object && object.find(name) == null;
        expanded += above != null && inherits ? length(above) : 0;
      }
    }
    if (expanded > EXPANDED_MAX) {
      throw tooLarge(
          "the evaluations have %,d characters with what they take from above, more than %,d; send several batches"
              .formatted(expanded, EXPANDED_MAX));
    }
  }

  private static int length(Json json) {
    return json.span().end() - json.span().start();
  }

  private static Refused tooLarge(String detail) {
    return new Refused(new Problem(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "batch.too-large", detail));
  }

  private Entry entry(Json json) {
    Diagnostics mistakes = new Diagnostics(body.mistakes().source(), MISTAKES_MAX);
    try {
      if (!(json instanceof Json.JsonObject object)) {
        throw mistakes.stop(
            CODE, json.span(), "the evaluation is " + json.kind(), "write an object");
      }
      RawRequest.Evaluation evaluation =
          EvaluationReader.read(origin, withDefaults(object), mistakes);
      mistakes.refuseIfAny();
      return new Entry.Sound(Objects.requireNonNull(evaluation, "sound"));
    } catch (SyntaxException e) {
      return new Entry.Faulty(Problem.of(e));
    }
  }

  private Json.JsonObject withDefaults(Json.JsonObject evaluation) {
    List<Member> members = new ArrayList<>(evaluation.members());
    for (Member above : body.json().members()) {
      if (DEFAULTS.contains(above.name()) && evaluation.find(above.name()) == null) {
        members.add(above);
      }
    }
    return new Json.JsonObject(members, evaluation.span());
  }
}
