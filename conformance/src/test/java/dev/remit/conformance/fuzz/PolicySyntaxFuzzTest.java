package dev.remit.conformance.fuzz;

import dev.remit.cedar.text.PolicyParser;
import dev.remit.conformance.generate.Mutations;
import dev.remit.conformance.generate.WorldGenerator;
import dev.remit.conformance.oracle.Oracle;
import dev.remit.conformance.world.PolicyText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Policies that are a little wrong are accepted or refused by both alike.
final class PolicySyntaxFuzzTest {
  private static final List<String> WORDS =
      List.of(
          "permit",
          "forbid",
          "when",
          "unless",
          "principal",
          "action",
          "resource",
          "context",
          "?principal",
          "?resource",
          "true",
          "false",
          "if",
          "then",
          "else",
          "in",
          "is",
          "like",
          "has",
          "__cedar",
          "==",
          "!=",
          "<",
          "<=",
          "&&",
          "||",
          "!",
          "-",
          "+",
          "*",
          "/",
          "%",
          "=",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ",",
          ";",
          ":",
          "::",
          ".",
          "@",
          "?",
          "@a",
          "@a(\"b\")",
          "\"\"",
          "\"a\"",
          "\"\\*\"",
          "\"\\u{41}\"",
          "'a'",
          "0",
          "1",
          "007",
          "9223372036854775807",
          "9223372036854775808",
          "0x1",
          "1.0",
          "User",
          "User::\"a\"",
          "Action::\"view\"",
          "A::B",
          "ip(\"::1\")",
          "ip",
          "decimal",
          ".isIpv4()",
          ".contains",
          ".isEmpty()",
          ".a",
          "[\"a\"]",
          " ",
          "\n",
          "// c\n",
          "//",
          "/* c */",
          "when { true }",
          "unless { false }",
          "&",
          "|",
          "#");

  @Test
  void policiesAreAcceptedAlike() {
    new Acceptance(
            text ->
                Oracle.parsePolicy(text).isAccepted() || Oracle.parseTemplate(text).isAccepted(),
            source -> PolicyParser.parse(source).size() == 1,
            _ -> true,
            Set.of("policy.too-deep"))
        .hold(
            draw -> new Mutations(draw, WORDS)::mutate,
            seed -> new WorldGenerator(seed).world().policies().stream().map(PolicyText::content));
  }
}
