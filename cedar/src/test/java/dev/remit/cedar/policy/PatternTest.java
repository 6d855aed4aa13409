package dev.remit.cedar.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PatternTest {
  @Test
  void withoutWildcardTheWholeTextMustBeEqual() {
    assertThat(new Pattern(List.of("ab")).matches("ab")).isTrue();
    assertThat(new Pattern(List.of("ab")).matches("abc")).isFalse();
  }

  @Test
  void prefixAndSuffixDoNotOverlap() {
    assertThat(new Pattern(List.of("ab", "ba")).matches("aba")).isFalse();
    assertThat(new Pattern(List.of("ab", "ba")).matches("abba")).isTrue();
  }

  @Test
  void wildcardMatchesNewlines() {
    assertThat(new Pattern(List.of("a", "b")).matches("a\n\nb")).isTrue();
  }

  @Test
  void literalAsteriskIsPrintedEscaped() {
    assertThat(new Pattern(List.of("a*", "\n")).toString()).isEqualTo("\"a\\**\\n\"");
  }
}
