package dev.remit.store.query;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.text.EntityUidParser;
import dev.remit.cedar.value.EntityUid;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An entity as people name one when they look for records: `Type::"id"`, or the id alone.
public final class NamedEntity {
  /// What is left of `T::"id"` where a shell took the quotes.
  private static final Pattern UNQUOTED =
      Pattern.compile("([A-Za-z_]\\w*(?:::[A-Za-z_]\\w*)*)::([^\"]+)");

  private NamedEntity() {}

  /// What is made of the entity, or of the id; empty if `text` names none.
  public static <T> Optional<T> read(
      String text, Function<EntityUid, T> ofUid, Function<String, T> ofId) {
    Matcher unquoted = UNQUOTED.matcher(text);
    if (unquoted.matches()) {
      return Optional.of(ofUid.apply(EntityUid.of(unquoted.group(1), unquoted.group(2))));
    }
    if (!text.endsWith("\"") && !text.contains("::\"")) {
      return Optional.of(ofId.apply(text));
    }
    try {
      return Optional.of(ofUid.apply(EntityUidParser.parse(text)));
    } catch (SyntaxException _) {
      return Optional.empty();
    }
  }
}
