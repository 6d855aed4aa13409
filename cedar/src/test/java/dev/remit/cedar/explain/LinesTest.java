package dev.remit.cedar.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LinesTest {
  @Test
  void whatFitsIsOneLine() {
    assertThat(Lines.wrap("", 10, 2)).containsExactly("");
    assertThat(Lines.wrap("ten chars.", 10, 2)).containsExactly("ten chars.");
  }

  @Test
  void whatIsLongerIsBrokenAtSpacesAndHangs() {
    assertThat(Lines.wrap("eleven char", 10, 2)).containsExactly("eleven", "  char");
    assertThat(Lines.wrap("a b c d e f g", 5, 2)).containsExactly("a b c", "  d e", "  f g");
  }

  @Test
  void aWordLongerThanALineIsBroken() {
    assertThat(Lines.wrap("abcdefghij", 5, 2)).containsExactly("abcde", "  fgh", "  ij");
  }

  @Test
  void widthsCountCodePoints() {
    assertThat(Lines.wrap("😀😀😀😀😀", 5, 2)).hasSize(1);
    assertThat(Lines.wrap("😀😀😀😀😀😀", 5, 2)).containsExactly("😀😀😀😀😀", "  😀");
  }

  @Test
  void anImpossibleWidthStillEnds() {
    assertThat(Lines.wrap("abc def", 0, 2)).isNotEmpty();
  }
}
