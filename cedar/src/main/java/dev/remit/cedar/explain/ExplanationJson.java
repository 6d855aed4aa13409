package dev.remit.cedar.explain;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.engine.ClauseExplanation;
import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.engine.Finding;
import dev.remit.cedar.engine.Obstacle;
import dev.remit.cedar.engine.PolicyError;
import dev.remit.cedar.engine.PolicyExplanation;
import dev.remit.cedar.engine.Sighting;
import dev.remit.cedar.engine.Trace;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.text.PolicyPrinter;
import dev.remit.cedar.value.Excerpt;
import dev.remit.cedar.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An explanation as JSON, with every sub-expression. Values and expressions are strings of Cedar
/// text; long values are cut with an ellipsis.
///
/// `span` is `[start, end]` in the text the policy was read from, in UTF-16 code units; it is left
/// out where there is none.
public final class ExplanationJson {
  /// Code points of one value.
  static final int VALUE_MAX = 1_000;

  private ExplanationJson() {}

  public static Json write(Explanation explanation) {
    return object(
        member("decision", Json.string(explanation.permitted() ? "allow" : "deny")),
        member("reasons", array(explanation.reasons(), id -> Json.string(id.value()))),
        member("errors", array(explanation.errors(), ExplanationJson::error)),
        member("conclusion", Json.string(Conclusion.of(explanation))),
        member("policies", array(explanation.inScope(), ExplanationJson::policy)),
        member("outOfScope", Json.integer(explanation.outOfScope())),
        member("nearest", array(explanation.nearest(), ExplanationJson::policy)));
  }

  /// The permits that came nearest to applying, the nearest first, each with what kept it from it;
  /// empty where a policy applied. No sub-expressions and no places in the text.
  public static Json nearest(Explanation explanation) {
    return array(
        explanation.nearest(),
        policy ->
            object(
                member("policy", Json.string(policy.id().value())),
                member(
                    "obstacles",
                    array(
                        policy.obstacles(),
                        obstacle -> Json.string(Phrases.of(policy.policy(), obstacle))))));
  }

  private static Json error(PolicyError error) {
    return object(
        member("policy", Json.string(error.policy().value())),
        member("code", Json.string(error.code().code())),
        member("message", Json.string(error.message())),
        span(error.span()));
  }

  private static Json policy(PolicyExplanation policy) {
    return object(
        member("id", Json.string(policy.id().value())),
        member("effect", Json.string(policy.policy().effect().text())),
        member("verdict", Json.string(policy.verdict().code())),
        span(policy.policy().span()),
        member("scope", scope(policy)),
        member("clauses", array(policy.clauses(), ExplanationJson::clause)),
        member("grounds", array(policy.grounds(), ExplanationJson::finding)),
        member("obstacles", obstacles(policy)));
  }

  private static Json scope(PolicyExplanation policy) {
    return array(
        List.of(Variable.PRINCIPAL, Variable.ACTION, Variable.RESOURCE),
        part ->
            object(
                member("test", Json.string(ScopeText.of(policy.policy(), part))),
                member("matches", Json.bool(!policy.mismatches().contains(part)))));
  }

  private static Json clause(ClauseExplanation clause) {
    return object(
        member("kind", Json.string(clause.condition().kind().text())),
        member("verdict", Json.string(clause.verdict().code())),
        span(clause.condition().span()),
        member("body", trace(clause.body())));
  }

  private static Json trace(Trace trace) {
    return object(
        member("expression", Json.string(PolicyPrinter.print(trace.expr()))),
        span(trace.expr().span()),
        result(trace.result()),
        trace.operands().isEmpty()
            ? null
            : member("operands", array(trace.operands(), ExplanationJson::trace)));
  }

  private static Json.Member result(Trace.Result result) {
    return switch (result) {
      case Trace.Result.Known(Value value) -> member("value", value(value));
      case Trace.Result.Failed(var code, String message, _) ->
          member(
              "error",
              object(
                  member("code", Json.string(code.code())),
                  member("message", Json.string(message))));
      case Trace.Result.NotEvaluated() -> member("evaluated", Json.bool(false));
    };
  }

  private static Json finding(Finding finding) {
    return object(
        member("expression", Json.string(PolicyPrinter.print(finding.trace().expr()))),
        span(finding.trace().expr().span()),
        member("value", Json.bool(finding.value())),
        member("saw", array(finding.sightings(), ExplanationJson::sighting)));
  }

  private static Json sighting(Sighting sighting) {
    return object(
        member("expression", Json.string(PolicyPrinter.print(sighting.expr()))),
        member("value", value(sighting.value())),
        sighting.note().isEmpty() ? null : member("note", Json.string(sighting.note())));
  }

  private static Json obstacles(PolicyExplanation policy) {
    return array(policy.obstacles(), obstacle -> obstacle(policy.policy(), obstacle));
  }

  private static Json obstacle(Policy policy, Obstacle obstacle) {
    Json.Member text = member("text", Json.string(Phrases.of(policy, obstacle)));
    return switch (obstacle) {
      case Obstacle.OutOfScope(var part, var actual, _) ->
          object(text, member(part.text(), value(actual)));
      case Obstacle.Unmet(Finding finding) -> object(text, member("test", finding(finding)));
      case Obstacle.Errored(Trace trace, _) ->
          object(text, result(trace.result()), span(trace.expr().span()));
    };
  }

  private static Json.@Nullable Member span(Span span) {
    return span.isNone()
        ? null
        : member("span", array(List.of((long) span.start(), (long) span.end()), Json::integer));
  }

  private static Json value(Value value) {
    return Json.string(Excerpt.of(value, VALUE_MAX));
  }

  private static Json object(Json.@Nullable Member... members) {
    List<Json.Member> present = new ArrayList<>();
    for (Json.Member member : members) {
      if (member != null) {
        present.add(member);
      }
    }
    return Json.object(present);
  }

  private static Json.Member member(String name, Json value) {
    return Json.Member.of(name, value);
  }

  private static <T> Json array(List<T> elements, Function<T, Json> write) {
    return Json.array(elements.stream().map(write).toList());
  }
}
