package dev.remit.cli.log;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cli.terminal.Fault;
import dev.remit.store.query.NamedEntity;
import java.util.function.Function;

/// An entity as people give it: `T::"id"`, or its id alone.
final class EntityText {
  private EntityText() {}

  /// What is made of the entity, or of the id. Throws [Fault] where the text is neither.
  static <T> T read(
      String option, String text, Function<EntityUid, T> ofUid, Function<String, T> ofId)
      throws Fault {
    return NamedEntity.read(text, ofUid, ofId)
        .orElseThrow(() ->
            new Fault(
                option
                    + ": `"
                    + text
                    + "` is no entity; write it as 'Type::\"id\"', or its id alone"));
  }
}
