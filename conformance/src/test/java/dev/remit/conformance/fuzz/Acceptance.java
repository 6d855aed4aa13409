package dev.remit.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.conformance.generate.Draw;
import dev.remit.conformance.generate.Mutations;
import dev.remit.conformance.oracle.DeepStack;
import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One kind of text, and who accepts it. Only texts that are `comparable` are compared; one that we
/// alone refuse, and that for reasons among `stricter`, is refused on purpose.
record Acceptance(
    Predicate<String> official, Reader ours, Predicate<String> comparable, Set<String> stricter) {
  /// A quarter of what is asked for: there are five kinds of text.
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000) / 4;

  private static final int CASES_PER_SAMPLE = 25;
  private static final int FOUND_MAX = 20;

  Acceptance {
    stricter = Set.copyOf(stricter);
  }

  /// Reads a text with our reader; false if what it holds is another thing than asked for.
  interface Reader {
    boolean accepts(Source source) throws SyntaxException;
  }

  /// Mutates right texts, a few from each seed, and holds that both read the same of them, and that
  /// of each sort there are enough for this to mean anything.
  void hold(Function<Draw, UnaryOperator<String>> mutations, LongFunction<Stream<String>> samples) {
    Draw draw = new Draw(Seeds.seed(20_261_123));
    UnaryOperator<String> mutation = mutations.apply(draw);
    List<String> found = new ArrayList<>();
    List<String> pool = List.of();
    int accepted = 0;
    for (int i = 0; i < CASES && found.size() < FOUND_MAX; i++) {
      if (i % CASES_PER_SAMPLE == 0 || pool.isEmpty()) {
        pool = samples.apply(draw.nextLong()).toList();
        continue;
      }
      String text = mutation.apply(draw.pick(pool));
      accepted += reads(text) ? 1 : 0;
      disagreement(text).ifPresent(found::add);
    }
    assertThat(found).isEmpty();
    assertThat(accepted).isBetween(CASES / 50, CASES - CASES / 10);
  }

  /// What differs on the smallest text found, near to `text`; empty if both agree on `text`.
  Optional<String> disagreement(String text) {
    return DeepStack.call(
        () -> differ(text) ? Optional.of(report(shrink(text))) : Optional.empty());
  }

  private String report(String small) {
    return official.test(small)
        ? "accepted officially, refused by us for " + refusals(small) + ":\n" + small
        : "refused officially, accepted by us:\n" + small;
  }

  private boolean differ(String text) {
    if (!comparable.test(text)) {
      return false;
    }
    return official.test(text) ? !reads(text) && !isStricter(text) : reads(text);
  }

  /// Whether we accept it.
  boolean reads(String text) {
    return refusals(text).map(Set::isEmpty).orElse(false);
  }

  private boolean isStricter(String text) {
    return refusals(text).map(stricter::containsAll).orElse(false);
  }

  /// The codes of what is wrong with a text; empty if it is right, but another thing.
  private Optional<Set<String>> refusals(String text) {
    try {
      return ours.accepts(new Source("fuzz", text)) ? Optional.of(Set.of()) : Optional.empty();
    } catch (SyntaxException e) {
      return Optional.of(
          e.diagnostics().stream().map(Diagnostic::code).collect(Collectors.toSet()));
    }
  }

  private String shrink(String text) {
    List<String> tokens = Mutations.tokens(text);
    for (int length = tokens.size() / 2; length > 0; length /= 2) {
      for (int at = 0; at + length <= tokens.size(); ) {
        List<String> fewer = new ArrayList<>(tokens);
        fewer.subList(at, at + length).clear();
        if (differ(String.join("", fewer))) {
          tokens = fewer;
        } else {
          at++;
        }
      }
    }
    return String.join("", tokens);
  }
}
