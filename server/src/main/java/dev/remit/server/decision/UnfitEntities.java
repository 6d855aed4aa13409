package dev.remit.server.decision;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.value.EntityUid;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Entities that were put and do not fit a schema, by the rule that putting them is held to: where
/// the schema declares their types.
public final class UnfitEntities extends Exception {
  @Serial private static final long serialVersionUID = 1;

  /// Entities that are named.
  static final int SHOWN_MAX = 5;

  private final transient List<Unfit> shown;

  private UnfitEntities(List<Unfit> shown, int count) {
    super(
        "entities: %d that %s put %s not fit the schema of the bundle: %s%s; change them, or put one in force first that they fit before and after"
            .formatted(
                count,
                count == 1 ? "was" : "were",
                count == 1 ? "does" : "do",
                shown.stream().map(Unfit::text).collect(Collectors.joining(", ")),
                count > shown.size() ? " and " + (count - shown.size()) + " more" : ""));
    this.shown = List.copyOf(shown);
  }

  /// An entity, and the first thing that is wrong with it.
  public record Unfit(EntityUid entity, Diagnostic mistake) {
    public Unfit {
      Objects.requireNonNull(entity, "entity");
      Objects.requireNonNull(mistake, "mistake");
    }

    private String text() {
      String name = "`" + entity + "`";
      String message = mistake.message();
      return message.contains(name) ? message : name + " (" + message + ")";
    }
  }

  /// Throws with the first few that do not fit. Costs reading every entity of a declared type.
  public static void refuse(Collection<Entity> entities, Schema schema) throws UnfitEntities {
    List<Unfit> shown = new ArrayList<>();
    int count = 0;
    for (Entity entity : entities) {
      if (schema.findEntityType(entity.uid().type()) != null) {
        Diagnostics mistakes = new Diagnostics(new Source("entities", ""), 1);
        EntitiesJson.readOne(EntitiesJson.writeOne(entity), schema, mistakes);
        if (!mistakes.isEmpty()) {
          count++;
          if (shown.size() < SHOWN_MAX) {
            shown.add(new Unfit(entity.uid(), mistakes.found().getFirst()));
          }
        }
      }
    }
    if (count > 0) {
      throw new UnfitEntities(shown, count);
    }
  }

  /// The first few, in the order of the entities.
  public List<Unfit> shown() {
    return shown;
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
