package dev.remit.store.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.ValueJson;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.Snapshot;
import java.io.Serial;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What frames say, in UTF-8: JSON texts, a line each.
///
/// A change is an object with `sequence`, `time`, `author` and `removals`, then the upserts, and a
/// checkpoint is an object with `v`, `store`, `sequence` and `entities`, their number, followed by
/// frames of entities. Entities are arrays as [EntityBatches] has them.
final class ChangeText {
  static final int VERSION = 1;

  private static final String ENTITIES = "entities";
  private static final String SEQUENCE = "sequence";
  private static final String STORE = "store";

  private ChangeText() {}

  /// The first frame of a segment: whose it is, and the version that its entities make.
  record Head(String store, long sequence, long entities) {
    static Head of(Snapshot snapshot) {
      return new Head(
          snapshot.version().store(), snapshot.version().sequence(), snapshot.entities().size());
    }
  }

  /// A text that is none of these; the message says what is wrong.
  static final class Unreadable extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private Unreadable(String message) {
      super(message);
    }

    /// Never null.
    String text() {
      return String.valueOf(getMessage());
    }
  }

  static byte[] head(Head head) {
    return bytes(
        JsonWriter.compact(
            Json.object(
                Json.Member.of("v", Json.integer(VERSION)),
                Json.Member.of(STORE, Json.string(head.store)),
                Json.Member.of(SEQUENCE, Json.integer(head.sequence)),
                Json.Member.of(ENTITIES, Json.integer(head.entities)))));
  }

  static byte[] entities(String batch) {
    return bytes(batch);
  }

  /// Throws [IllegalArgumentException] if a value has no JSON form.
  static byte[] change(EntityChange change) {
    Json removals = Json.array(change.removals().stream().map(ValueJson::writeUid).toList());
    StringBuilder text =
        new StringBuilder(
            JsonWriter.compact(
                Json.object(
                    Json.Member.of(SEQUENCE, Json.integer(change.sequence())),
                    Json.Member.of("time", Json.string(change.time().toString())),
                    Json.Member.of("author", Json.string(change.author())),
                    Json.Member.of("removals", removals))));
    new EntityBatches(change.upserts()).forEachRemaining(batch -> text.append('\n').append(batch));
    return bytes(text.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static Head readHead(byte[] content) throws Unreadable {
    Json json = json(new String(content, UTF_8));
    long version = whole(json, "v");
    if (version != VERSION) {
      throw new Unreadable("format version " + version + " is not known here");
    }
    return new Head(text(json, STORE), whole(json, SEQUENCE), whole(json, ENTITIES));
  }

  static List<Entity> readEntities(byte[] content) throws Unreadable {
    return readEntities(new String(content, UTF_8));
  }

  static EntityChange readChange(byte[] content) throws Unreadable {
    List<String> lines = new String(content, UTF_8).lines().toList();
    Json json = json(lines.isEmpty() ? "" : lines.getFirst());
    List<Entity> upserts = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      upserts.addAll(readEntities(line));
    }
    try {
      return new EntityChange(
          whole(json, SEQUENCE),
          Instant.parse(text(json, "time")),
          text(json, "author"),
          upserts,
          removals(json));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static List<EntityUid> removals(Json json) throws Unreadable {
    List<EntityUid> removals = new ArrayList<>();
    if (!(member(json, "removals") instanceof Json.JsonArray array)) {
      throw new Unreadable("`removals` is no array");
    }
    for (Json uid : array.elements()) {
      removals.add(EntityUid.of(text(uid, "type"), text(uid, "id")));
    }
    return removals;
  }

  private static List<Entity> readEntities(String line) throws Unreadable {
    try {
      return EntitiesJson.readList(new Source(ENTITIES, line));
    } catch (SyntaxException e) {
      throw new Unreadable(e.diagnostics().getFirst().message());
    }
  }

  private static Json json(String line) throws Unreadable {
    try {
      return JsonReader.read(new Source("change", line));
    } catch (SyntaxException e) {
      throw new Unreadable(e.diagnostics().getFirst().message());
    }
  }

  private static String text(Json json, String name) throws Unreadable {
    if (member(json, name) instanceof Json.JsonString text) {
      return text.value();
    }
    throw new Unreadable("`" + name + "` is no text");
  }

  private static long whole(Json json, String name) throws Unreadable {
    if (member(json, name) instanceof Json.JsonInteger number) {
      return number.value();
    }
    throw new Unreadable("`" + name + "` is no whole number");
  }

  private static Json member(Json json, String name) throws Unreadable {
    Json member = json instanceof Json.JsonObject object ? object.find(name) : null;
    if (member == null) {
      throw new Unreadable("`" + name + "` is missing");
    }
    return member;
  }
}
