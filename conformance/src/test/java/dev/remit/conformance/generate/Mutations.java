package dev.remit.conformance.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts a little wrong: tokens left out, repeated, exchanged or put in, characters changed.
public final class Mutations {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:\\\\.|[^\"\\\\])*\"|[A-Za-z_]\\w*|\\d+|::|[=!<>]=|&&|\\|\\||\\s+|.",
          Pattern.DOTALL);
  private static final String ODD_CHARACTERS =
      "\"'\\\n\r\t\0 .,:;@?*-+!=<>&|(){}[]/#é\u00A0\uD83D\uDE00a0_";

  private final Draw draw;
  private final List<String> words;

  /// `words` are what may be put in.
  public Mutations(Draw draw, List<String> words) {
    this.draw = draw;
    this.words = List.copyOf(words);
  }

  /// `text` with one to three mutations.
  public String mutate(String text) {
    String mutated = text;
    for (int i = draw.between(1, 3); i > 0; i--) {
      mutated = draw.percent(80) ? token(mutated) : character(mutated);
    }
    return mutated;
  }

  /// The tokens of a text, white space among them; joined they are the text.
  public static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private String token(String text) {
    List<String> tokens = tokens(text);
    if (tokens.isEmpty()) {
      return draw.pick(words);
    }
    int at = draw.between(0, tokens.size() - 1);
    switch (draw.between(0, 5)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> tokens.set(at, draw.pick(tokens));
      case 3 -> tokens.set(at, draw.pick(words));
      case 4 -> tokens.add(at, draw.pick(words));
      default -> tokens.set(at, tokens.set(draw.between(0, tokens.size() - 1), tokens.get(at)));
    }
    return String.join("", tokens);
  }

  private String character(String text) {
    int at = text.offsetByCodePoints(0, draw.between(0, text.codePointCount(0, text.length())));
    int[] odd = ODD_CHARACTERS.codePoints().toArray();
    String inserted = Character.toString(odd[draw.between(0, odd.length - 1)]);
    return text.substring(0, at) + inserted + text.substring(at);
  }
}
