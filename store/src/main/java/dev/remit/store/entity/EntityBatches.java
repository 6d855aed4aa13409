package dev.remit.store.entity;

import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Entities as texts, each an array as [EntitiesJson] has them: as many as fit into
/// [#CHARACTERS_MAX], and at least one.
///
/// `next` throws [IllegalArgumentException] if a value has no JSON form.
final class EntityBatches implements Iterator<String> {
  static final int CHARACTERS_MAX = 256 * 1024;

  private final Iterator<Entity> entities;
  private String pending = "";
  private @Nullable EntityUid pendingUid;
  private List<EntityUid> uids = List.of();

  EntityBatches(Collection<Entity> entities) {
    this.entities = entities.iterator();
  }

  @Override
  public boolean hasNext() {
    return !pending.isEmpty() || entities.hasNext();
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    StringBuilder batch = new StringBuilder("[").append(pending);
    List<EntityUid> included = new ArrayList<>();
    if (pendingUid != null) {
      included.add(pendingUid);
    }
    pending = "";
    pendingUid = null;
    while (entities.hasNext() && pending.isEmpty()) {
      Entity entity = entities.next();
      String text = text(entity);
      if (batch.length() == 1) {
        batch.append(text);
      } else if (batch.length() + text.length() + 2 <= CHARACTERS_MAX) {
        batch.append(',').append(text);
      } else {
        pending = text;
        pendingUid = entity.uid();
        break;
      }
      included.add(entity.uid());
    }
    uids = included;
    return batch.append(']').toString();
  }

  /// What the text that [#next] gave last is of, in its order.
  List<EntityUid> uids() {
    return uids;
  }

  private static String text(Entity entity) {
    String array = JsonWriter.compact(EntitiesJson.write(List.of(entity)));
    return array.substring(1, array.length() - 1);
  }
}
