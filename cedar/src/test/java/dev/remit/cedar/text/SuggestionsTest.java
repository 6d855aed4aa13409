package dev.remit.cedar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which word was meant.
final class SuggestionsTest {
  private static final List<String> KNOWN =
      List.of("principal", "action", "resource", "context", "ip", "contains", "containsAll");

  @ParameterizedTest
  @CsvSource({
    "resorce, resource",
    "principle, principal",
    "Action, action",
    "cotnext, context",
    "contians, contains",
    "containsal, containsAll",
    "ipp, ip",
  })
  void aNearWordIsSuggested(String word, String meant) {
    assertThat(Suggestions.nearest(word, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"x", "foo", "group", "request", "io"})
  void aFarOneIsNot(String word) {
    assertThat(Suggestions.nearest(word, KNOWN)).isEmpty();
  }

  @Test
  void longWordsCostNothing() {
    assertThat(Suggestions.nearest("a".repeat(1_000_000), KNOWN)).isEmpty();
  }
}
