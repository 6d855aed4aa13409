package dev.remit.cedar.explain;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.engine.ClauseExplanation;
import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.engine.Obstacle;
import dev.remit.cedar.engine.PolicyError;
import dev.remit.cedar.engine.PolicyExplanation;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.value.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An explanation as lines for a terminal: the conclusion, the request, each policy that matters
/// with what its scope and its clauses came to, and a count of the others.
public final class ExplanationPrinter {
  /// Columns where nothing else is known.
  public static final int WIDTH = 100;

  /// Policies shown with their clauses; the rest are counted.
  static final int POLICIES_MAX = 20;

  private static final List<Variable> SCOPE =
      List.of(Variable.PRINCIPAL, Variable.ACTION, Variable.RESOURCE);

  private final Explanation explanation;
  private final PolicySources sources;
  private final Page page;

  private ExplanationPrinter(Explanation explanation, PolicySources sources, int width) {
    this.explanation = explanation;
    this.sources = sources;
    this.page = new Page(width);
  }

  public static String print(Explanation explanation) {
    return print(explanation, PolicySources.NONE, WIDTH);
  }

  /// Lines of about `width` columns, each ending with a line end. With `sources`, policies and
  /// clauses come with their places.
  public static String print(Explanation explanation, PolicySources sources, int width) {
    return new ExplanationPrinter(explanation, sources, width).print();
  }

  private String print() {
    page.paragraph(0, Conclusion.of(explanation));
    request(explanation.request());
    List<PolicyExplanation> shown = shown();
    shown.stream().limit(POLICIES_MAX).forEach(this::policy);
    rest(shown);
    return page.text();
  }

  private void request(Request request) {
    page.blank();
    page.columns(0, "principal", Excerpt.of(request.principal()), 11);
    page.columns(0, "action", Excerpt.of(request.action()), 11);
    page.columns(0, "resource", Excerpt.of(request.resource()), 11);
    if (!request.context().isEmpty()) {
      page.columns(0, "context", Excerpt.of(request.context(), 2 * WIDTH), 11);
    }
  }

  /// What determined the decision, then what errored, then what came near, then the rest in scope.
  private List<PolicyExplanation> shown() {
    Map<PolicyId, PolicyExplanation> shown = new LinkedHashMap<>();
    List<PolicyExplanation> inScope = explanation.inScope();
    inScope.stream()
        .filter(policy -> explanation.reasons().contains(policy.id()))
        .forEach(policy -> shown.put(policy.id(), policy));
    inScope.stream()
        .filter(policy -> policy.verdict() == PolicyExplanation.Verdict.ERRORED)
        .forEach(policy -> shown.put(policy.id(), policy));
    explanation.nearest().forEach(policy -> shown.put(policy.id(), policy));
    inScope.forEach(policy -> shown.putIfAbsent(policy.id(), policy));
    return new ArrayList<>(shown.values());
  }

  private void policy(PolicyExplanation policy) {
    page.blank();
    String name = Excerpt.cut(policy.id().value(), Excerpt.LENGTH_MAX);
    page.line(
        0,
        name
            + " ("
            + policy.policy().effect().text()
            + place(policy.id(), policy.policy().span(), ", ", "")
            + ") "
            + policy.verdict().text());
    if (policy.verdict() == PolicyExplanation.Verdict.OUT_OF_SCOPE) {
      policy.obstacles().forEach(obstacle -> obstacle(policy, obstacle));
    } else {
      explanation.errors().stream()
          .filter(error -> error.policy().equals(policy.id()))
          .forEach(this::error);
      scope(policy);
      policy.clauses().forEach(clause -> clause(policy, clause));
    }
  }

  /// `file:line:column` between `before` and `after`, or nothing where it is not known.
  private String place(PolicyId policy, Span span, String before, String after) {
    return sources
        .find(policy)
        .filter(_ -> !span.isNone())
        .map(source -> before + source.name() + ":" + source.position(span.start()) + after)
        .orElse("");
  }

  private void obstacle(PolicyExplanation policy, Obstacle obstacle) {
    page.paragraph(1, Phrases.of(policy.policy(), obstacle));
  }

  private void error(PolicyError error) {
    page.paragraph(1, place(error.policy(), error.span(), "", ": ") + error.message());
  }

  private void scope(PolicyExplanation policy) {
    for (Variable part : SCOPE) {
      String test = ScopeText.of(policy.policy(), part);
      if (!test.equals(part.text())) {
        page.columns(1, test, "matches", page.resultColumn());
      }
    }
  }

  private void clause(PolicyExplanation policy, ClauseExplanation clause) {
    String place =
        sources
            .find(policy.id())
            .filter(_ -> !clause.condition().span().isNone())
            .map(text -> " (line " + text.position(clause.condition().span().start()).line() + ")")
            .orElse("");
    page.columns(
        1, clause.condition().kind().text() + place, clause.verdict().text(), page.resultColumn());
    for (TraceLines.Line line : TraceLines.of(clause.body())) {
      page.columns(2 + line.indent(), line.expr(), line.result(), page.resultColumn());
    }
  }

  private void rest(List<PolicyExplanation> shown) {
    List<String> rest = new ArrayList<>();
    if (shown.size() > POLICIES_MAX) {
      rest.add(shown.size() - POLICIES_MAX + " more in scope or near it are not shown");
    }
    if (explanation.outOfScope() > 0) {
      int count = explanation.outOfScope();
      rest.add(count + (count == 1 ? " policy is" : " policies are") + " out of scope");
    }
    if (!rest.isEmpty()) {
      page.blank();
      page.line(0, String.join("; ", rest));
    }
  }
}
