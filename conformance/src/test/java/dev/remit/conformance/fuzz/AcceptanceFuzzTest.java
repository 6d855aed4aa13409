package dev.remit.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.text.PolicyParser;
import dev.remit.conformance.generate.Draw;
import dev.remit.conformance.generate.Mutations;
import dev.remit.conformance.generate.WorldGenerator;
import dev.remit.conformance.oracle.Oracle;
import dev.remit.conformance.world.PolicyText;
import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Texts that are a little wrong are accepted or refused by both alike; `-Dfuzz.cases=` says how
/// many of each kind.
final class AcceptanceFuzzTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000);
  private static final int CASES_PER_SAMPLE = 25;
  private static final int FOUND_MAX = 20;

  /// Where we are stricter on purpose, see IntendedDifferencesTest.
  private static final Set<String> STRICTER = Set.of("too-deep");

  private static final List<String> POLICY_WORDS =
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
    Acceptance acceptance =
        new Acceptance(
            text ->
                Oracle.parsePolicy(text).isAccepted() || Oracle.parseTemplate(text).isAccepted(),
            text -> ours(text, AcceptanceFuzzTest::isOne));
    check(
        acceptance,
        POLICY_WORDS,
        seed -> new WorldGenerator(seed).world().policies().stream().map(PolicyText::content));
  }

  private static boolean isOne(Source source) throws SyntaxException {
    return PolicyParser.parse(source).size() == 1;
  }

  private static void check(
      Acceptance acceptance, List<String> words, LongFunction<Stream<String>> samples) {
    Draw draw = new Draw(Seeds.seed(20_261_123));
    Mutations mutations = new Mutations(draw, words);
    List<String> found = new ArrayList<>();
    List<String> pool = List.of();
    for (int i = 0; i < CASES && found.size() < FOUND_MAX; i++) {
      if (i % CASES_PER_SAMPLE == 0) {
        pool = samples.apply(draw.nextLong()).toList();
      }
      String text = mutations.mutate(draw.pick(pool));
      acceptance
          .disagreement(text)
          .ifPresent(small ->
              found.add(
                  (acceptance.official().test(small) ? "accepted" : "refused")
                      + " officially, not so by us:\n"
                      + small));
    }
    assertThat(found).isEmpty();
  }

  /// Whether we accept; empty where we are stricter on purpose.
  private static Optional<Boolean> ours(String text, Reader reader) {
    try {
      return Optional.of(reader.accepts(new Source("fuzz", text)));
    } catch (SyntaxException e) {
      boolean onPurpose =
          e.diagnostics().stream().map(Diagnostic::code).allMatch(AcceptanceFuzzTest::isStricter);
      return onPurpose ? Optional.empty() : Optional.of(false);
    }
  }

  private static boolean isStricter(String code) {
    return STRICTER.contains(code.substring(code.lastIndexOf('.') + 1));
  }

  private interface Reader {
    boolean accepts(Source source) throws SyntaxException;
  }
}
