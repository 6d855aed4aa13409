package dev.remit.pdp.tool;

import dev.remit.pdp.word.Words;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Tells the role of an argument from its schema and its name, and where these say nothing from its
/// description. The first that fits counts.
final class RoleClassifier {
  private static final Pattern DESTINATION =
      Pattern.compile("\\b(?:iban|e-?mail address|url|recipient)\\b");

  private RoleClassifier() {}

  static Role role(Parameter parameter) {
    String name = parameter.name().toLowerCase(Locale.ROOT);
    List<String> parts = Words.ofName(parameter.name());
    boolean number = parameter.type().equals("number") || parameter.type().equals("integer");
    if (parameter.type().equals("boolean") || parameter.choices() != null) {
      return Role.OPTION;
    }
    if (isAddress(parameter.format())) {
      return Role.DESTINATION;
    }
    if (Vocabulary.ROLE_USER.has(name)) {
      return Role.SELECTOR;
    }
    if (Vocabulary.ROLE_SECRET.has(name) || Vocabulary.ROLE_SECRET.hasAny(parts)) {
      return Role.SECRET;
    }
    if (Vocabulary.ROLE_TITLE.has(name)) {
      return Role.TITLE;
    }
    if (Vocabulary.ROLE_CONTENT.has(name)) {
      return Role.CONTENT;
    }
    if (Vocabulary.ROLE_TIME.has(name) || Vocabulary.ROLE_TIME.hasAny(parts)) {
      return Role.TIME;
    }
    if (Vocabulary.ROLE_AMOUNT.has(name)
        || Vocabulary.ROLE_AMOUNT.hasAny(parts)
        || (number && !parts.contains("id"))) {
      return Role.AMOUNT;
    }
    return identifying(parameter, name, parts);
  }

  private static Role identifying(Parameter parameter, String name, List<String> parts) {
    String last = parts.isEmpty() ? "" : parts.getLast();
    if (Vocabulary.ID.has(last)) {
      return Role.SELECTOR;
    }
    String description = parameter.description().toLowerCase(Locale.ROOT);
    if (Vocabulary.ROLE_DESTINATION.has(name)
        || Vocabulary.ROLE_DESTINATION_PART.hasAny(parts)
        || (DESTINATION.matcher(description).find() && !name.equals("query"))) {
      return Role.DESTINATION;
    }
    if (Vocabulary.ROLE_SELECTOR.has(name)
        || Vocabulary.ROLE_SELECTOR.hasAny(parts)
        || last.equals("dir")) {
      return Role.SELECTOR;
    }
    return parameter.type().equals("string") ? Role.CONTENT : Role.OPTION;
  }

  private static boolean isAddress(String format) {
    return format.equals("email") || format.equals("uri") || format.equals("url");
  }
}
