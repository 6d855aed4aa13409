package dev.remit.pdp.word;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits texts and names into words.
public final class Words {
  private static final Pattern NAME_PART = Pattern.compile("[A-Z]?[a-z]++|\\d++|[A-Z]+(?![a-z])");

  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("sent", "send"),
          Map.entry("bought", "buy"),
          Map.entry("paid", "pay"),
          Map.entry("told", "tell"),
          Map.entry("gave", "give"),
          Map.entry("wrote", "write"),
          Map.entry("made", "make"),
          Map.entry("took", "take"),
          Map.entry("rebuy", "buy"),
          Map.entry("rebook", "book"),
          Map.entry("resend", "send"),
          Map.entry("repay", "pay"));

  private static final String[][] ENDINGS = {
    {"ies", "y"}, {"sses", "ss"}, {"ing", ""}, {"ed", ""}, {"s", ""}
  };

  /// What is left of a word at least, when an ending is taken off.
  private static final int LEFT_MIN = 3;

  private Words() {}

  /// The words of a text, in lower case and in its order: runs of letters, digits and underscores,
  /// without a possessive `'s`.
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    int length = text.length();
    int at = 0;
    while (at < length) {
      int start = at;
      while (at < length && isWordPart(text.charAt(at))) {
        at++;
      }
      if (at > start) {
        words.add(text.substring(start, at).toLowerCase(Locale.ROOT));
        if (isPossessive(text, at)) {
          at += 2;
        }
      } else {
        at++;
      }
    }
    return words;
  }

  private static boolean isPossessive(String text, int at) {
    return at + 1 < text.length()
        && (text.charAt(at) == '\'' || text.charAt(at) == '’')
        && (text.charAt(at + 1) == 's' || text.charAt(at + 1) == 'S')
        && (at + 2 == text.length() || !isWordPart(text.charAt(at + 2)));
  }

  /// Half of a surrogate pair counts as a part of a word, so that no two texts lose their
  /// difference in what is between words.
  static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || Character.isSurrogate(c);
  }

  /// What is left of the words of a text without their endings, in its order.
  public static Set<String> stems(String text) {
    return stems(of(text));
  }

  /// Likewise of words that [#of] found.
  public static Set<String> stems(List<String> words) {
    Set<String> stems = new LinkedHashSet<>();
    for (String word : words) {
      if (word.indexOf('_') < 0) {
        stems.add(stem(word));
      } else {
        for (String part : word.split("_+", -1)) {
          if (!part.isEmpty()) {
            stems.add(stem(part));
          }
        }
      }
    }
    return stems;
  }

  /// The parts of a name of a program, in lower case: of `getUser_id2`, `get`, `user`, `id`, `2`.
  public static List<String> ofName(String name) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = NAME_PART.matcher(name);
    while (matcher.find()) {
      parts.add(matcher.group().toLowerCase(Locale.ROOT));
    }
    return parts;
  }

  /// What is left of a word without its ending: `paying`, `paid` and `pays` leave `pay`. For topics
  /// and intents only; two values are never equal because their stems are.
  public static String stem(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    String left = IRREGULAR.getOrDefault(lower, lower);
    for (String[] ending : ENDINGS) {
      int length = left.length() - ending[0].length() + ending[1].length();
      if (left.endsWith(ending[0]) && length >= LEFT_MIN && !left.endsWith("ss")) {
        left = left.substring(0, left.length() - ending[0].length()) + ending[1];
        break;
      }
    }
    return left.endsWith("e") && left.length() > LEFT_MIN + 1
        ? left.substring(0, left.length() - 1)
        : left;
  }
}
