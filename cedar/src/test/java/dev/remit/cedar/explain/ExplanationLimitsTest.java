package dev.remit.cedar.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.testkit.SmallStack;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an explanation costs is bounded, whatever is explained.
final class ExplanationLimitsTest {
  private static final int SMALL_STACK_BYTES = 256 * 1024;

  private static Explanation explain(String policies) throws SyntaxException {
    Source source = new Source("limits.cedar", policies);
    Request request =
        new Request(
            EntityUid.of("User", "a"),
            EntityUid.of("Action", "b"),
            EntityUid.of("Doc", "c"),
            RecordValue.EMPTY);
    return PolicyEngine.compile(PolicySetReader.read(List.of(source), PolicyNaming.BY_POSITION))
        .explain(request, Entities.EMPTY);
  }

  @Test
  void policiesBeyondTheLimitAreCounted() throws SyntaxException {
    String policy = "permit (principal, action, resource);\n";
    int max = ExplanationPrinter.POLICIES_MAX;
    assertThat(ExplanationPrinter.print(explain(policy.repeat(max))))
        .contains("\npolicy" + (max - 1) + " (permit) applies\n")
        .doesNotContain("not shown");
    assertThat(ExplanationPrinter.print(explain(policy.repeat(max + 1))))
        .doesNotContain("\npolicy" + max + " ")
        .endsWith("\n\n1 more in scope or near it are not shown\n");
  }

  @Test
  void linesOfAClauseBeyondTheLimitAreCounted() throws SyntaxException {
    // One line is the chain itself.
    int max = TraceLines.LINES_MAX - 1;
    assertThat(ExplanationPrinter.print(explain(chain(max)))).doesNotContain("more");
    assertThat(ExplanationPrinter.print(explain(chain(max + 1)))).contains("    … 1 more\n");
  }

  private static String chain(int operands) {
    return "permit (principal, action, resource) when { "
        + "principal has x || ".repeat(operands - 1)
        + "principal has y };";
  }

  @Test
  void theDeepestExpressionIsExplainedOnASmallStack() throws SyntaxException {
    int levels = Limits.EXPRESSION_DEPTH_MAX - 2;
    String deep =
        "if true then ".repeat(levels) + "principal == action" + " else false".repeat(levels);
    Explanation explanation =
        explain("permit (principal, action, resource) when { " + deep + " };");
    String printed =
        SmallStack.call(SMALL_STACK_BYTES, () -> ExplanationPrinter.print(explanation));
    String json =
        SmallStack.call(
            SMALL_STACK_BYTES, () -> JsonWriter.compact(ExplanationJson.write(explanation)));
    assertThat(printed).contains("needs `principal == action`");
    assertThat(json).contains("\"expression\":\"principal == action\"");
  }

  @Test
  void noLineIsWiderThanAsked() throws SyntaxException {
    Explanation explanation = explain(chain(10));
    for (int width : new int[] {40, 60, 80, 200}) {
      assertThat(ExplanationPrinter.print(explanation, PolicySources.NONE, width).lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }
  }
}
