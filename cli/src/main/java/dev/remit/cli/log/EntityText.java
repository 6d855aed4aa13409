package dev.remit.cli.log;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.text.EntityUidParser;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cli.terminal.Fault;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An entity as people give it: `T::"id"`, or its id alone.
final class EntityText {
  /// What is left of `T::"id"` where a shell took the quotes.
  private static final Pattern UNQUOTED =
      Pattern.compile("([A-Za-z_]\\w*(?:::[A-Za-z_]\\w*)*)::([^\"]+)");

  private EntityText() {}

  /// What is made of the entity, or of the id. Throws [Fault] where the text is neither.
  static <T> T read(
      String option, String text, Function<EntityUid, T> ofUid, Function<String, T> ofId)
      throws Fault {
    Matcher unquoted = UNQUOTED.matcher(text);
    if (unquoted.matches()) {
      return ofUid.apply(EntityUid.of(unquoted.group(1), unquoted.group(2)));
    }
    if (!text.endsWith("\"") && !text.contains("::\"")) {
      return ofId.apply(text);
    }
    try {
      return ofUid.apply(EntityUidParser.parse(text));
    } catch (SyntaxException _) {
      throw new Fault(
          option + ": `" + text + "` is no entity; write it as 'Type::\"id\"', or its id alone");
    }
  }
}
