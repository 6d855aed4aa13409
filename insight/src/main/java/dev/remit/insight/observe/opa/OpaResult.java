package dev.remit.insight.observe.opa;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.field.Fields;
import dev.remit.store.observation.ObservedOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a policy answered, if that was yes or no.
///
/// A rule or a member that is called after denying, as `deny` or `violation`, says no by what it
/// holds: why, for whom, how often. Where an answer permits and denies, it denies.
record OpaResult(ObservedOutcome outcome, boolean undefined, String message, OptionalInt status) {
  private static final Set<String> DENYING =
      Set.of("deny", "denied", "denies", "violation", "violations", "forbidden", "block", "reject");
  private static final List<String> PERMITTING =
      List.of(
          "allow",
          "allowed",
          "is_allowed",
          "permit",
          "permitted",
          "authorize",
          "authorized",
          "is_authorized");
  private static final List<String> PERMITS =
      Stream.concat(PERMITTING.stream(), Stream.of("decision", "result")).toList();
  private static final List<String> REFUSES = List.of("deny", "denied", "violation", "violations");
  private static final Set<String> YES = Set.of("true", "allow", "allowed", "permit", "yes");
  private static final Set<String> NO = Set.of("false", "deny", "denied", "forbid", "no");

  /// What is held by that which is called after denying, and does not.
  private static final Set<String> NOTHING =
      Set.of("", "0", "false", "no", "none", "null", "allow", "allowed", "permit", "permitted");

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
      return undefined(rule);
    }
    return of(result, DENYING.contains(rule));
  }

  /// Of a result of which a part was erased or masked, if that is not the part that says yes or no:
  /// of a rule that denies, any that is as it was.
  private static OpaResult ofHidden(Fields event, Hidden hidden) throws UnreadableEvent {
    Json result = event.find("result");
    if (result instanceof Json.JsonObject object) {
      boolean denying = DENYING.contains(rule(event));
      boolean isWhole =
          denying
              ? object.members().stream()
                  .anyMatch(member -> !hidden.touches("/result/" + member.name()))
              : Stream.of(PERMITS, REFUSES, List.of("response/allowed"))
                  .flatMap(List::stream)
                  .noneMatch(name -> hidden.touches("/result/" + name));
      Optional<OpaResult> found = isWhole ? of(object, denying) : Optional.empty();
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

  /// Of a rule that does not say by its name that it permits, it says nothing of authority.
  private static Optional<OpaResult> undefined(String rule) throws UnreadableEvent {
    if (DENYING.contains(rule)) {
      throw new UnreadableEvent(
          "has no `result` of a rule that denies: what its caller made of that cannot be told; give"
              + " the rule a default");
    }
    return PERMITTING.contains(rule)
        ? Optional.of(
            new OpaResult(
                ObservedOutcome.DENIED, true, "the result is undefined", OptionalInt.empty()))
        : Optional.empty();
  }

  private static OpaResult plain(ObservedOutcome outcome, String message) {
    return new OpaResult(outcome, false, message, OptionalInt.empty());
  }

  private static Optional<OpaResult> of(Json result, boolean denying) {
    if (denying) {
      Fields parts = result instanceof Json.JsonObject object ? new Fields(object) : Fields.NONE;
      return denies(result).map(denies -> of(parts, !denies, denies ? texts(result) : ""));
    }
    return result instanceof Json.JsonObject object
        ? of(new Fields(object))
        : yesOrNo(result).map(yes -> plain(outcome(yes), ""));
  }

  private static ObservedOutcome outcome(boolean permits) {
    return permits ? ObservedOutcome.PERMITTED : ObservedOutcome.DENIED;
  }

  private static Optional<OpaResult> of(Fields result) {
    List<Boolean> permits = new ArrayList<>();
    for (String name : PERMITS) {
      yesOrNo(result.find(name)).ifPresent(permits::add);
    }
    yesOrNo(result.object("response").find("allowed")).ifPresent(permits::add);
    for (String name : REFUSES) {
      Json refusal = result.find(name);
      Optional<Boolean> denies = denies(refusal);
      if (denies.orElse(false)) {
        return Optional.of(of(result, false, texts(refusal)));
      }
      denies.ifPresent(_ -> permits.add(true));
    }
    return permits.isEmpty()
        ? Optional.empty()
        : Optional.of(of(result, !permits.contains(false), ""));
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

  /// Whether what is called after denying denies by what it holds; empty where there is none.
  private static Optional<Boolean> denies(@Nullable Json value) {
    return switch (value) {
      case null -> Optional.empty();
      case Json.JsonNull _ -> Optional.empty();
      case Json.JsonArray array -> Optional.of(!array.elements().isEmpty());
      case Json.JsonObject object -> Optional.of(!object.members().isEmpty());
      case Json.JsonBool _, Json.JsonString _, Json.JsonInteger _, Json.JsonNumber _ ->
          Optional.of(!NOTHING.contains(Fields.text(value).strip().toLowerCase(Locale.ROOT)));
    };
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

  /// What that which denies says of it: a word for yes or no says nothing.
  private static String texts(@Nullable Json value) {
    Stream<String> texts =
        switch (value) {
          case Json.JsonArray array -> array.elements().stream().map(OpaResult::message);
          case Json.JsonObject object when message(object).isEmpty() ->
              object.members().stream().map(OpaResult::message);
          case Json.JsonObject object -> Stream.of(message(object));
          case Json.JsonString text when yesOrNo(text).isEmpty() -> Stream.of(message(text));
          case Json.JsonString _,
              Json.JsonBool _,
              Json.JsonInteger _,
              Json.JsonNumber _,
              Json.JsonNull _ ->
              Stream.empty();
          case null -> Stream.empty();
        };
    return Fields.cut(
        texts
            .limit(Fields.ELEMENTS_MAX)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; ")));
  }

  /// Of a member its name, and what it says.
  private static String message(Member member) {
    String said = message(member.value());
    return said.isEmpty() ? member.name() : member.name() + ": " + said;
  }

  /// Of a message, or of an object that has one.
  private static String message(Json value) {
    return value instanceof Json.JsonObject object
        ? new Fields(object).first("message", "msg", "reason", "code")
        : Fields.text(value);
  }
}
