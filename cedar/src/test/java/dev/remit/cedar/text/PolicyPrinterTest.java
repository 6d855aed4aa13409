package dev.remit.cedar.text;

import static dev.remit.cedar.text.Reading.expression;
import static dev.remit.cedar.text.Reading.policies;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is printed reads back as itself, with no more parentheses than that needs.
final class PolicyPrinterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "true && (false && true)",
        "true && false || true && (false || true)",
        "(true == false) == true",
        "1 - (2 - 3) - 4",
        "1 - 2 - 3",
        "2 * (3 * 4)",
        "(1 + 2) * -3",
        "1 - -2",
        "-(1)",
        "-(-(1))",
        "---1",
        "----(-1)",
        "!!!!(!true)",
        "!(-1)",
        "-(!true)",
        "-9223372036854775808",
        "-(-9223372036854775808)",
        "(-1).a",
        "-1.a",
        "-(-1).a",
        "(if true then 1 else 2).a",
        "(if true then 1 else 2) + (if false then 3 else 4)",
        "if if true then false else true then 1 else if false then 2 else 3",
        "!(if true then false else true)",
        "(principal has a) == (principal has b.c)",
        "!(principal has \"a b\")",
        "(principal is A in principal) && principal is A::B",
        "(1 < 2).a",
        "(1 + 2).isIpv4()",
        "[1, [2], {}, {a: 1, \"b c\": 2, \"if\": 3, \"\": 4}]",
        "principal[\"if\"][\"\"].a[\"a b\"].contains(1)",
        "principal.getTag(\"a\").containsAll([]).isEmpty()",
        "ip(\"::1\").isInRange(ip(\"::/0\"), 1)",
        "decimal()",
        "A::B::\"\\\"\\\\\\n\\0\"",
        "\"*\" like \"\\*a*\\\\*\"",
      })
  void expressionsReadBackAsThemselves(String text) {
    String printed = PolicyPrinter.print(expression(text));
    assertThat(expression(printed)).isEqualTo(expression(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 - (2 - 3) * -4 < 5 && true || !principal.a",
        "true && (false && true)",
        "if true then {a: 1} else [if false then 2 else 3]",
        "(if true then 1 else 2).a",
        "principal has a.b && principal[\"c d\"] like \"*\"",
        "principal is A in [principal] || context.a is A",
        "----(-1)",
      })
  void nothingIsPrintedThatIsNotNeeded(String text) {
    assertThat(PolicyPrinter.print(expression("((" + text + "))"))).isEqualTo(text);
  }

  @Test
  void escapesAreReadBack() {
    String text = "\"\\u{1F600}\\u{202e}\\u{0301}\\u{e000}\\r\\t\\'\\x7f\\0\"";
    String printed = PolicyPrinter.print(expression(text));
    assertThat(expression(printed)).isEqualTo(expression(text));
  }

  @Test
  void policiesStandApart() {
    String text =
        "@id(\"a\")@b permit(principal==User::\"a\",action in[Action::\"x\",A::Action::\"y\"],"
            + "resource is Doc in ?resource)when{true}unless{1==2};"
            + "forbid(principal in ?principal,action==Action::\"x\",resource);"
            + "forbid(principal is User,action in Action::\"x\",resource in Folder::\"f\");"
            + "forbid(principal,action in[],resource);";
    String expected =
        """
        @id("a")
        @b
        permit (principal == User::"a", action in [Action::"x", A::Action::"y"], resource is Doc in ?resource)
        when { true }
        unless { 1 == 2 };

        forbid (principal in ?principal, action == Action::"x", resource);

        forbid (principal is User, action in Action::"x", resource in Folder::"f");

        forbid (principal, action in [], resource);
        """;
    assertThat(PolicyPrinter.print(policies(text))).isEqualTo(expected);
    assertThat(policies(expected)).isEqualTo(policies(text));
  }
}
