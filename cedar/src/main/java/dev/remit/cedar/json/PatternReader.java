package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.policy.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the patterns of `like`: lists of `"Wildcard"` and `{"Literal": "…"}`, in which an asterisk
/// is an asterisk.
final class PatternReader {
  private static final String WILDCARD = "Wildcard";
  private static final String LITERAL = "Literal";

  private final Diagnostics diagnostics;

  PatternReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// The pattern, or null after a mistake.
  @Nullable Pattern read(List<Json> parts) {
    List<String> literals = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    boolean wrong = false;
    for (Json part : parts) {
      if (part instanceof Json.JsonString word && word.value().equals(WILDCARD)) {
        literals.add(literal.toString());
        literal.setLength(0);
      } else {
        wrong |= !append(literal, part);
      }
    }
    literals.add(literal.toString());
    return wrong ? null : new Pattern(literals);
  }

  private boolean append(StringBuilder literal, Json part) {
    if (part instanceof Json.JsonObject object
        && object.members().size() == 1
        && object.find(LITERAL) instanceof Json.JsonString text) {
      literal.append(text.value());
      return true;
    }
    diagnostics.add(
        "policy.pattern",
        part.span(),
        "no part of a pattern",
        "write `\"Wildcard\"` or `{\"Literal\": \"text\"}`");
    return false;
  }

  /// The list that [#read] reads; as Cedar writes it, one literal for each character.
  static Json write(Pattern pattern) {
    List<Json> parts = new ArrayList<>();
    for (int i = 0; i < pattern.literals().size(); i++) {
      if (i > 0) {
        parts.add(Json.string(WILDCARD));
      }
      pattern
          .literals()
          .get(i)
          .codePoints()
          .mapToObj(Character::toString)
          .forEach(text -> parts.add(Json.object(Json.Member.of(LITERAL, Json.string(text)))));
    }
    return Json.array(parts);
  }
}
