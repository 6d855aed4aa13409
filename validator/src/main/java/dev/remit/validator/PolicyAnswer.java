package dev.remit.validator;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.text.PolicyPrinter;
import dev.remit.cedar.validation.Finding;
import dev.remit.cedar.validation.Finding.Severity;
import dev.remit.cedar.validation.ValidatorException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what the official engine found in policies. It points into the text we printed, so a
/// finding quotes that text, and bears the span of the policy it was printed from.
final class PolicyAnswer {
  private static final int QUOTED_MAX = 60;
  private static final Pattern ABOUT = Pattern.compile("^for policy `[^`]*`, ");

  private final PolicySet policies;
  private final Map<PolicyId, Integer> positions = new HashMap<>();

  PolicyAnswer(PolicySet policies) {
    this.policies = policies;
    policies.sources().keySet().forEach(id -> positions.put(id, positions.size()));
    policies.links().forEach(link -> positions.put(link.id(), positions.size()));
  }

  /// In the order of the set; of one policy errors come first, each kind in the order of the text.
  List<Finding> read(String answer) throws ValidatorException {
    Json json = Answers.read(answer);
    if (!Answers.isSuccess(json)) {
      return Answers.failures(json, "validation.refused", answer);
    }
    List<Placed> found = new ArrayList<>();
    for (Json error : Answers.elements(json, "validationErrors")) {
      found.add(placed(error, Severity.ERROR, "validation.policy"));
    }
    for (Json warning : Answers.elements(json, "validationWarnings")) {
      found.add(placed(warning, Severity.WARNING, "validation.suspicious-policy"));
    }
    for (Json warning : Answers.elements(json, "otherWarnings")) {
      found.add(other(warning));
    }
    found.sort(
        Comparator.comparingInt(Placed::position)
            .thenComparing(placed -> placed.finding().severity())
            .thenComparingLong(Placed::start)
            .thenComparing(placed -> placed.finding().message()));
    return found.stream().map(Placed::finding).toList();
  }

  private record Placed(Finding finding, int position, long start) {}

  private Placed placed(Json json, Severity severity, String code) {
    PolicyId id = new PolicyId(Answers.text(json, "policyId"));
    Json error = json instanceof Json.JsonObject object ? object.find("error") : null;
    Policy policy = find(id);
    Json place = Answers.elements(error, "sourceLocations").stream().findFirst().orElse(null);
    long start = number(place, "start");
    String quoted = policy == null ? "" : quote(policy, start, number(place, "end"));
    String message = Answers.oneLine(Answers.text(error, "message"));
    Finding finding =
        new Finding(
            severity,
            code,
            id,
            policy == null ? Span.NONE : policy.span(),
            ABOUT.matcher(message).replaceFirst("") + quoted,
            Answers.oneLine(Answers.text(error, "help")));
    return new Placed(finding, positions.getOrDefault(id, positions.size()), start);
  }

  private Placed other(Json warning) {
    Finding finding =
        new Finding(
            Severity.WARNING,
            "validation.suspicious-schema",
            null,
            Span.NONE,
            Answers.oneLine(Answers.text(warning, "message")),
            Answers.oneLine(Answers.text(warning, "help")));
    return new Placed(finding, -1, 0);
  }

  /// The policy of this id; of a link its template.
  private @Nullable Policy find(PolicyId id) {
    Policy source = policies.sources().get(id);
    return source == null ? policies.policies().get(id) : source;
  }

  private static long number(@Nullable Json place, String name) {
    return place instanceof Json.JsonObject object
            && object.find(name) instanceof Json.JsonInteger(long value, _)
        ? value
        : -1;
  }

  /// The part of the printed policy that the engine points at, in bytes of UTF-8; nothing where it
  /// points at the whole.
  private static String quote(Policy policy, long start, long end) {
    byte[] printed = PolicyPrinter.print(policy).getBytes(StandardCharsets.UTF_8);
    if (start < 0 || end <= start || end > printed.length) {
      return "";
    }
    if (start == 0 && end == printed.length) {
      return "";
    }
    String part =
        new String(printed, (int) start, (int) (end - start), StandardCharsets.UTF_8)
            .replaceAll("\\s+", " ");
    return part.length() > QUOTED_MAX || part.contains("`") ? "" : ", in `" + part + "`";
  }
}
