package dev.remit.cedar.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.EntityException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cedar's JSON form of entities: an array of objects with `uid`, `attrs`, `parents` and, if there
/// are any, `tags`. `parents` are the direct ones.
///
/// Stricter than Cedar's own reader in two ways, so that no mistake is taken for something else:
/// unknown members are refused, and so is a lone `__entity` or `__extn` that is malformed, which
/// Cedar reads as a record.
public final class EntitiesJson {
  private final Diagnostics diagnostics;
  private final JsonTokens tokens;
  private final EntityReading reader;
  private final Map<EntityUid, Placed> entities = new LinkedHashMap<>();

  private EntitiesJson(Diagnostics diagnostics, EntityReading reader) throws SyntaxException {
    this.diagnostics = diagnostics;
    this.tokens = new JsonTokens(diagnostics);
    this.reader = reader;
  }

  /// The snapshot that a text describes. Memory beyond the text and the snapshot is that of one
  /// entity and of a table of places.
  ///
  /// Throws with every mistake: malformed JSON ends the reading, the rest is collected. An entity
  /// that is given again exactly counts once.
  public static Entities read(Source source) throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    return new EntitiesJson(diagnostics, new EntityReader(diagnostics)).read(List.of());
  }

  /// The snapshot that a text describes together with the actions of `schema`.
  ///
  /// What the schema says need not be said again: an entity may stand without `__entity`, a value
  /// of an extension type as text alone. What does not conform to the schema is a mistake: an
  /// unknown entity type or attribute, a missing one, a value of another type, a parent of the
  /// wrong type, an action that is declared otherwise.
  public static Entities read(Source source, Schema schema) throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    EntityReading reader = new TypedEntityReader(diagnostics, schema);
    return new EntitiesJson(diagnostics, reader).read(schema.actionEntities());
  }

  /// The entities that a text describes, in their order, whether or not they make a snapshot with
  /// others: circles among their parents are not looked for.
  public static List<Entity> readList(Source source) throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    EntitiesJson json = new EntitiesJson(diagnostics, new EntityReader(diagnostics));
    json.readAll();
    diagnostics.refuseIfAny();
    return json.list();
  }

  /// The entities of an array that was read, held against `schema` where it declares their types;
  /// of other types any may be there, but no actions. An entity is named once.
  ///
  /// Mistakes are added; what is returned beside them is not used.
  public static List<Entity> readList(
      Json.JsonArray array, Schema schema, Diagnostics diagnostics) {
    EntityReading reader = new DeclaredEntityReader(diagnostics, schema);
    Map<EntityUid, Entity> entities = new LinkedHashMap<>();
    for (Json json : array.elements()) {
      Entity entity = reader.read(json);
      if (entity != null && entities.putIfAbsent(entity.uid(), entity) != null) {
        diagnostics.add(
            "entities.repeated", json.span(), "`" + entity.uid() + "` is given again", "keep one");
      }
    }
    return List.copyOf(entities.values());
  }

  /// An entity that was read, as [#readList(Json.JsonArray, Schema, Diagnostics)] does; null after
  /// a mistake, which is added.
  public static @Nullable Entity readOne(Json json, Schema schema, Diagnostics diagnostics) {
    return new DeclaredEntityReader(diagnostics, schema).read(json);
  }

  /// An object with `type` and `id`, alone or in an escape, that names an entity; null after a
  /// mistake, which is added.
  public static @Nullable EntityUid readUid(Json json, Diagnostics diagnostics) {
    return new UidReader(diagnostics).read(json);
  }

  /// The object of one entity, as in the array of many.
  public static Json writeOne(Entity entity) {
    return write(entity);
  }

  /// The array of the entities, in their order; attributes, tags and parents are sorted.
  ///
  /// Throws [IllegalArgumentException] if a record cannot be told from an escape, see [ValueJson].
  public static Json write(Entities entities) {
    return write(entities.all());
  }

  /// As [#write(Entities)] does, of entities that need not make a snapshot.
  public static Json write(Collection<Entity> entities) {
    return Json.array(entities.stream().map(EntitiesJson::write).toList());
  }

  private static Json write(Entity entity) {
    List<Json.Member> members = new ArrayList<>();
    members.add(Json.Member.of("uid", ValueJson.writeUid(entity.uid())));
    members.add(Json.Member.of("attrs", ValueJson.writeFields(entity.attributes())));
    List<Json> parents = entity.parents().stream().sorted().map(ValueJson::writeUid).toList();
    members.add(Json.Member.of("parents", Json.array(parents)));
    if (!entity.tags().isEmpty()) {
      members.add(Json.Member.of("tags", ValueJson.writeFields(entity.tags())));
    }
    return Json.object(members);
  }

  private Entities read(List<Entity> more) throws SyntaxException {
    readAll();
    more.forEach(entity -> entities.putIfAbsent(entity.uid(), new Placed(entity, Span.NONE)));
    return snapshot();
  }

  private void readAll() throws SyntaxException {
    tokens.requireFirst();
    if (tokens.current() != JsonToken.START_ARRAY) {
      throw diagnostics.stop(
          "json.kind", tokens.span(1), "entities are an array", "write `[` and `]` around them");
    }
    while (tokens.next() != JsonToken.END_ARRAY) {
      if (diagnostics.isFull()) {
        throw diagnostics.refused();
      }
      readEntity();
    }
    tokens.requireEnd();
    reader.end();
  }

  private void readEntity() throws SyntaxException {
    Span place = tokens.span(1);
    Json json = new JsonTreeReader(tokens, Limits.JSON_DEPTH_MAX).read();
    Entity entity = reader.read(json);
    if (entity != null) {
      Placed former = entities.putIfAbsent(entity.uid(), new Placed(entity, place));
      if (former != null && !former.entity.equals(entity)) {
        refuseRepeated(entity.uid(), place, former.place);
      }
    }
  }

  private void refuseRepeated(EntityUid uid, Span place, Span former) {
    diagnostics.add(
        "entities.repeated",
        place,
        "`" + uid + "` is given again with different contents",
        "keep one; the first is at " + diagnostics.source().position(former.start()));
  }

  private Entities snapshot() throws SyntaxException {
    if (!diagnostics.isEmpty()) {
      throw diagnostics.refused();
    }
    try {
      return Entities.of(list());
    } catch (EntityException e) {
      throw circle(e);
    }
  }

  private List<Entity> list() {
    return entities.values().stream().map(Placed::entity).toList();
  }

  private SyntaxException circle(EntityException circle) {
    Placed first = entities.get(circle.entities().getFirst());
    return diagnostics.stop(
        "entities.circle",
        first == null ? Span.NONE : first.place,
        String.valueOf(circle.getMessage()),
        "remove one of these parents");
  }

  private record Placed(Entity entity, Span place) {}
}
