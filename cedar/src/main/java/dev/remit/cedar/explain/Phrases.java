package dev.remit.cedar.explain;

import dev.remit.cedar.engine.Finding;
import dev.remit.cedar.engine.Obstacle;
import dev.remit.cedar.engine.Sighting;
import dev.remit.cedar.engine.Trace;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.text.PolicyPrinter;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.Excerpt;
import dev.remit.cedar.value.RecordValue;
import java.util.List;
import java.util.stream.Collectors;

/// What single tests found, as parts of a sentence.
final class Phrases {
  /// Code points of an expression within a sentence.
  private static final int EXPRESSION_MAX = 160;

  private Phrases() {}

  /// What a policy would need, after `which`: `needs … , but …`.
  static String of(Policy policy, Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.OutOfScope(var part, var actual, String note) -> {
        String test = ScopeText.of(policy, part);
        String relevant = test.contains(" in ") && !note.isEmpty() ? ", which " + note : "";
        yield "needs "
            + code(test)
            + ", but "
            + code(part.text())
            + " is "
            + code(Excerpt.of(actual))
            + relevant;
      }
      case Obstacle.Unmet(Finding finding) -> unmet(finding);
      case Obstacle.Errored(Trace trace, Trace.Result.Failed failure) ->
          "errs in " + code(trace.expr()) + ": " + failure.message();
    };
  }

  private static String unmet(Finding finding) {
    Expr expr = finding.trace().expr();
    String needs = "needs " + code(expr) + (finding.value() ? " to be false" : "");
    if (isBare(finding)) {
      return needs + ", but it is " + finding.value();
    }
    return finding.sightings().isEmpty()
        ? needs + ", which is always " + finding.value()
        : needs + ", but " + seen(finding.sightings());
  }

  /// Why a test came to what it is: the test, and in brackets what it saw.
  static String ground(Finding finding) {
    String test = code(finding.trace().expr());
    if (isBare(finding)) {
      return test + " is " + finding.value();
    }
    String is = finding.value() ? test : test + " is false";
    return finding.sightings().isEmpty() ? is : is + " (" + seen(finding.sightings()) + ")";
  }

  /// Whether the test is a boolean attribute, so that its value is all there is to see.
  private static boolean isBare(Finding finding) {
    return finding.sightings().size() == 1
        && finding.sightings().getFirst().expr().equals(finding.trace().expr());
  }

  private static String seen(List<Sighting> sightings) {
    List<String> phrases = sightings.stream().map(Phrases::seen).toList();
    if (phrases.size() < 2) {
      return String.join("", phrases);
    }
    String first = phrases.stream().limit(phrases.size() - 1L).collect(Collectors.joining(", "));
    return first + " and " + phrases.getLast();
  }

  private static String seen(Sighting sighting) {
    String expr = code(sighting.expr());
    boolean isRecord = sighting.value() instanceof RecordValue;
    if (isRecord && !sighting.note().isEmpty()) {
      return expr + " " + sighting.note();
    }
    String value =
        sighting.value() instanceof BoolValue(boolean bool)
            ? Boolean.toString(bool)
            : code(Excerpt.of(sighting.value()));
    return expr + " is " + value + (sighting.note().isEmpty() ? "" : ", which " + sighting.note());
  }

  static String code(Expr expr) {
    return code(Excerpt.cut(PolicyPrinter.print(expr), EXPRESSION_MAX));
  }

  static String code(String text) {
    return "`" + text + "`";
  }
}
