package dev.remit.conformance.fuzz;

import dev.remit.conformance.generate.Mutations;
import dev.remit.conformance.oracle.DeepStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// One kind of text, and who accepts it. `ours` is empty where we refuse on purpose what Cedar
/// accepts; such a text is not compared.
record Acceptance(Predicate<String> official, Function<String, Optional<Boolean>> ours) {
  /// The smallest text found, near to `text`, on which both differ; empty if they agree on `text`.
  Optional<String> disagreement(String text) {
    return DeepStack.call(() -> differ(text) ? Optional.of(shrink(text)) : Optional.empty());
  }

  private boolean differ(String text) {
    return ours.apply(text).filter(own -> own != official.test(text)).isPresent();
  }

  private String shrink(String text) {
    String smallest = text;
    for (int length = smallest.length() / 2; length > 0; length /= 2) {
      List<String> tokens = Mutations.tokens((CharSequence) smallest);
      for (int at = 0; at + length <= tokens.size(); ) {
        List<String> fewer = new ArrayList<>(tokens);
        fewer.subList(at, at + length).clear();
        if (differ(String.join("", fewer))) {
          tokens = fewer;
        } else {
          at++;
        }
      }
      smallest = String.join("", tokens);
    }
    return smallest;
  }
}
