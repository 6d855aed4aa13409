package dev.remit.pdp.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Values are found exactly where the regular expressions of [PatternAtoms] find them.
final class AtomFormsTest {
  private static final int TEXTS = 200_000;
  private static final int PIECES_MAX = 10;

  /// What one form or another begins with, ends with or stops at, and what looks like it and is
  /// not: the long s and the sign of Kelvin, digits and letters of other scripts and planes, marks
  /// that combine, halves of pairs.
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "Z",
          "GB",
          "29",
          "1",
          "0",
          "12",
          "123",
          "1234",
          "20",
          "2024",
          "05",
          ",",
          ".",
          "..",
          ",234",
          ".5",
          "-",
          "--",
          "_",
          "+",
          "@",
          "/",
          "//",
          ":",
          "://",
          "?",
          "!",
          "<",
          ">",
          "\"",
          "'",
          "(",
          ")",
          "]",
          "}",
          " ",
          "\n",
          "\t",
          "\u000b",
          "\u00a0",
          "\u2028",
          "$",
          "€",
          "£",
          "http",
          "https",
          "HTTP",
          "www",
          "Www.",
          "http://",
          "https://",
          ".com",
          ".co",
          ".Org",
          ".info",
          ".uk",
          ".pdf",
          ".DOCX",
          ".jpeg",
          ".jpg",
          ".md",
          ".ht",
          "m",
          "l",
          "ann@corp",
          "2024-05-01",
          "10:30",
          "9:05",
          "GB29NWBK6016133",
          "12345678",
          "order-a1b2c3",
          "é",
          "ß",
          "ſ",
          "\u212a",
          "\u0301",
          "\u0308",
          "\ud834\udd67",
          "\ud835\udc00",
          "\ud83d\ude00",
          "\ud800",
          "\udc00",
          "٣",
          "½",
          "Ⅷ",
          "漢");

  /// Units of which a limit says how many count, and the limits.
  private static final List<String> UNITS =
      List.of("a", "A", "1", "-", "_", "é", "\ud835\udc00", "/a", ".a", ".com", ",123", "\u0301");

  private static final List<Integer> LIMITS =
      List.of(3, 4, 6, 8, 10, 20, 30, 34, 40, 63, 64, 128, 200);

  private static void check(String text) {
    List<Atom> expected = PatternAtoms.of(text);
    List<Atom> found = Atoms.of(text);
    if (!found.equals(expected)) {
      assertThat(found).as(text).isEqualTo(expected);
    }
  }

  @Test
  void inTextsOfTroublesomePiecesTheSameIsFound() {
    RandomGenerator random = Seeds.random(Seeds.seed(20261122));
    int found = 0;
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      int pieces = random.nextInt(PIECES_MAX + 1);
      for (int piece = 0; piece < pieces; piece++) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      check(text.toString());
      found += Atoms.of(text.toString()).size();
    }
    assertThat(found).isGreaterThan(TEXTS / 2);
  }

  @Test
  void aroundEachLimitTheSameIsFound() {
    RandomGenerator random = Seeds.random(Seeds.seed(7));
    for (int i = 0; i < TEXTS / 20; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = 0; part < 3; part++) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
        int limit = LIMITS.get(random.nextInt(LIMITS.size()));
        text.append(UNITS.get(random.nextInt(UNITS.size())).repeat(limit - 1 + random.nextInt(3)));
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      check(text.toString());
    }
  }

  @Test
  void aroundTheLengthOfALinkTheSameIsFound() {
    for (String lead : List.of("http://", "https://", "www.", "www.a.com/", "a.com/", "a.io/b ")) {
      for (String unit : List.of("a", "-", ".", "é", "\ud835\udc00", "a\ud83d\ude00", "@")) {
        int whole = unit.codePointCount(0, unit.length());
        for (int length = 1_999; length <= 2_001; length++) {
          String rest = unit.repeat(length / whole) + "x".repeat(length % whole);
          for (String end : List.of("", " ", ")", "/a.com", "-", "é", "@ a.com")) {
            check(lead + rest + end);
          }
        }
      }
    }
  }

  @Test
  void inRecordedRunsTheSameIsFound() throws IOException, SyntaxException {
    Set<String> texts = RecordedTexts.all();
    texts.forEach(AtomFormsTest::check);
    assertThat(texts).hasSizeGreaterThan(1_000);
  }
}
