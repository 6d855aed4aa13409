package dev.remit.insight.observe.opa;

import dev.remit.cedar.json.Json;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.field.Fields;
import dev.remit.store.observation.ObservedOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a policy answered, if that was yes or no.
///
/// A rule that is called after denying, as `deny` or `violation`, says no by what it holds. Where
/// an answer permits and denies, it denies.
record OpaResult(ObservedOutcome outcome, boolean undefined, String message, OptionalInt status) {
  private static final Set<String> DENYING =
      Set.of("deny", "denied", "denies", "violation", "violations", "forbidden", "block", "reject");
  private static final List<String> PERMITS =
      List.of("allow", "allowed", "permit", "permitted", "authorized", "decision", "result");
  private static final List<String> REFUSES = List.of("deny", "denied", "violation", "violations");
  private static final Set<String> YES = Set.of("true", "allow", "allowed", "permit", "yes");
  private static final Set<String> NO = Set.of("false", "deny", "denied", "forbid", "no");
  private static final Pattern STATUS = Pattern.compile("[1-5][0-9]{2}");

  /// Empty where it was neither: not every policy is about authority.
  ///
  /// Throws [UnreadableEvent] where what was answered cannot be told.
  static Optional<OpaResult> of(Fields event, Hidden hidden) throws UnreadableEvent {
    Json error = event.find("error");
    if (error != null && !(error instanceof Json.JsonNull)) {
      return Optional.of(plain(ObservedOutcome.FAULT, message(error)));
    }
    if (hidden.touches("/result")) {
      return Optional.of(ofHidden(event, hidden));
    }
    Json result = event.find("result");
    String rule = rule(event);
    if (result == null) {
      return undefined(event, rule);
    }
    return of(result, DENYING.contains(rule));
  }

  /// Of a result of which a part was erased or masked, if that is not the part that says yes or no.
  private static OpaResult ofHidden(Fields event, Hidden hidden) throws UnreadableEvent {
    Json result = event.find("result");
    if (result instanceof Json.JsonObject object) {
      boolean isWhole =
          PERMITS.stream().noneMatch(name -> hidden.touches("/result/" + name))
              && REFUSES.stream().noneMatch(name -> hidden.touches("/result/" + name));
      Optional<OpaResult> found =
          isWhole ? of(object, DENYING.contains(rule(event))) : Optional.empty();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new UnreadableEvent(
        "has a `result` that was erased or masked, so that nobody can say what it was; leave"
            + " `/result/allow` as it is");
  }

  /// The last step of the path of what was asked.
  private static String rule(Fields event) {
    String path = event.text("path");
    int end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('.'));
    return path.substring(end + 1).toLowerCase(Locale.ROOT);
  }

  private static Optional<OpaResult> undefined(Fields event, String rule) throws UnreadableEvent {
    if (!event.has("path")) {
      return Optional.empty();
    }
    if (DENYING.contains(rule)) {
      throw new UnreadableEvent(
          "has no `result` of a rule that denies: what its caller made of that cannot be told; give"
              + " the rule a default");
    }
    return Optional.of(
        new OpaResult(
            ObservedOutcome.DENIED, true, "the result is undefined", OptionalInt.empty()));
  }

  private static OpaResult plain(ObservedOutcome outcome, String message) {
    return new OpaResult(outcome, false, message, OptionalInt.empty());
  }

  private static Optional<OpaResult> of(Json result, boolean denying) {
    if (result instanceof Json.JsonObject object) {
      return of(new Fields(object));
    }
    if (denying && result instanceof Json.JsonArray array) {
      return Optional.of(plain(outcome(array.elements().isEmpty()), texts(array)));
    }
    return yesOrNo(result).map(yes -> plain(outcome(yes != denying), ""));
  }

  private static ObservedOutcome outcome(boolean permits) {
    return permits ? ObservedOutcome.PERMITTED : ObservedOutcome.DENIED;
  }

  private static Optional<OpaResult> of(Fields result) {
    Optional<Boolean> permits = Optional.empty();
    for (String name : PERMITS) {
      permits = permits.isEmpty() ? yesOrNo(result.find(name)) : permits;
    }
    if (permits.isEmpty()) {
      permits = yesOrNo(result.object("response").find("allowed"));
    }
    boolean mayRefuse = false;
    for (String name : REFUSES) {
      Json refusal = result.find(name);
      if (refuses(refusal)) {
        return Optional.of(of(result, false, texts(refusal)));
      }
      mayRefuse |= refusal instanceof Json.JsonArray || yesOrNo(refusal).isPresent();
    }
    if (permits.isEmpty() && mayRefuse) {
      permits = Optional.of(true);
    }
    return permits.map(yes -> of(result, yes, ""));
  }

  private static OpaResult of(Fields result, boolean permits, String why) {
    String status = result.first("http_status", "status_code");
    return new OpaResult(
        outcome(permits),
        false,
        why.isEmpty() ? reason(result) : why,
        STATUS.matcher(status).matches()
            ? OptionalInt.of(Integer.parseInt(status))
            : OptionalInt.empty());
  }

  private static String reason(Fields result) {
    String said = result.first("reason", "message", "msg");
    if (said.isEmpty()) {
      said = result.object("response").object("status").first("message", "reason");
    }
    List<Fields> reasons = result.objects("reasons");
    return said.isEmpty() && !reasons.isEmpty() ? reasons.getFirst().first("text", "code") : said;
  }

  private static boolean refuses(@Nullable Json value) {
    return value instanceof Json.JsonArray array
        ? !array.elements().isEmpty()
        : yesOrNo(value).orElse(false);
  }

  private static Optional<Boolean> yesOrNo(@Nullable Json value) {
    if (value instanceof Json.JsonBool(boolean bool, var _)) {
      return Optional.of(bool);
    }
    if (!(value instanceof Json.JsonString(String text, var _))) {
      return Optional.empty();
    }
    String word = text.toLowerCase(Locale.ROOT);
    return YES.contains(word) || NO.contains(word)
        ? Optional.of(YES.contains(word))
        : Optional.empty();
  }

  private static String texts(@Nullable Json value) {
    if (!(value instanceof Json.JsonArray array)) {
      return "";
    }
    List<String> texts =
        array.elements().stream()
            .limit(Fields.ELEMENTS_MAX)
            .map(OpaResult::message)
            .filter(text -> !text.isEmpty())
            .toList();
    return Fields.cut(String.join("; ", texts));
  }

  /// Of a message, or of an object that has one.
  private static String message(Json value) {
    return value instanceof Json.JsonObject object
        ? new Fields(object).first("message", "msg", "code")
        : Fields.text(value);
  }
}
