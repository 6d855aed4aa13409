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
import dev.remit.cedar.value.Name;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.freshness.AsOfTimes;
import java.io.Serial;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What frames say, in UTF-8: JSON texts, a line each.
///
/// A change is an object with `sequence`, `time`, `author` and `removals`, and `asOf` where that is
/// another time, and `confirmed` where types are; then the upserts. A checkpoint is an object with
/// `v`, `store`, `sequence`, `entities`, their number, and `confirmed`, an array of `{type,
/// sequence, asOf}`, followed by frames of entities. Entities are arrays as [EntityBatches] has
/// them; those of a checkpoint are followed by a line that says when they were so: an array of
/// `[count, sequence, asOf]`, runs of entities in their order.
///
/// Version 1 of a checkpoint, which is read too, has nothing of times: they are unknown.
final class ChangeText {
  static final int VERSION = 2;

  private static final int VERSION_WITHOUT_TIMES = 1;
  private static final String AS_OF = "asOf";
  private static final String CONFIRMED = "confirmed";

  private static final String ENTITIES = "entities";
  private static final String SEQUENCE = "sequence";
  private static final String STORE = "store";

  private ChangeText() {}

  /// The first frame of a segment: whose it is, and the version that its entities make.
  record Head(
      String store,
      long sequence,
      long entities,
      boolean hasTimes,
      SortedMap<Name, AsOfTimes.Mark> confirmed) {
    static Head of(Snapshot snapshot) {
      return new Head(
          snapshot.version().store(),
          snapshot.version().sequence(),
          snapshot.entities().size(),
          true,
          snapshot.times().confirmed());
    }
  }

  /// An entity of a checkpoint, and what put it.
  record Stored(Entity entity, AsOfTimes.Mark put) {}

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
                Json.Member.of(ENTITIES, Json.integer(head.entities)),
                Json.Member.of(
                    CONFIRMED,
                    Json.array(
                        head.confirmed.entrySet().stream().map(ChangeText::confirmed).toList())))));
  }

  private static Json confirmed(Map.Entry<Name, AsOfTimes.Mark> type) {
    return Json.object(
        Json.Member.of("type", Json.string(type.getKey().value())),
        Json.Member.of(SEQUENCE, Json.integer(type.getValue().sequence())),
        Json.Member.of(AS_OF, Json.string(type.getValue().asOf().toString())));
  }

  /// `marks` are of the entities of the batch, in their order.
  static byte[] entities(String batch, List<AsOfTimes.Mark> marks) {
    List<Json> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= marks.size(); i++) {
      if (i == marks.size() || !marks.get(i).equals(marks.get(from))) {
        runs.add(
            Json.array(
                List.of(
                    Json.integer(i - from),
                    Json.integer(marks.get(from).sequence()),
                    Json.string(marks.get(from).asOf().toString()))));
        from = i;
      }
    }
    return bytes(batch + "\n" + JsonWriter.compact(Json.array(runs)));
  }

  /// Throws [IllegalArgumentException] if a value has no JSON form.
  static byte[] change(EntityChange change) {
    Json removals = Json.array(change.removals().stream().map(ValueJson::writeUid).toList());
    List<Json.Member> members = new ArrayList<>();
    members.add(Json.Member.of(SEQUENCE, Json.integer(change.sequence())));
    members.add(Json.Member.of("time", Json.string(change.time().toString())));
    members.add(Json.Member.of("author", Json.string(change.author())));
    members.add(Json.Member.of("removals", removals));
    if (!change.asOf().equals(change.time())) {
      members.add(Json.Member.of(AS_OF, Json.string(change.asOf().toString())));
    }
    if (!change.confirmed().isEmpty()) {
      members.add(
          Json.Member.of(
              CONFIRMED,
              Json.array(
                  change.confirmed().stream().map(type -> Json.string(type.value())).toList())));
    }
    StringBuilder text = new StringBuilder(JsonWriter.compact(Json.object(members)));
    new EntityBatches(change.upserts()).forEachRemaining(batch -> text.append('\n').append(batch));
    return bytes(text.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static Head readHead(byte[] content) throws Unreadable {
    Json json = json(new String(content, UTF_8));
    long version = whole(json, "v");
    if (version != VERSION && version != VERSION_WITHOUT_TIMES) {
      throw new Unreadable("format version " + version + " is not known here");
    }
    boolean hasTimes = version == VERSION;
    SortedMap<Name, AsOfTimes.Mark> confirmed = new TreeMap<>();
    if (hasTimes) {
      for (Json type : elements(member(json, CONFIRMED), CONFIRMED)) {
        confirmed.put(type(text(type, "type")), mark(whole(type, SEQUENCE), text(type, AS_OF)));
      }
    }
    return new Head(
        text(json, STORE), whole(json, SEQUENCE), whole(json, ENTITIES), hasTimes, confirmed);
  }

  private static Name type(String text) throws Unreadable {
    if (!Name.isValid(text)) {
      throw new Unreadable("`" + text + "` is no entity type");
    }
    return new Name(text);
  }

  private static AsOfTimes.Mark mark(long sequence, String asOf) throws Unreadable {
    return new AsOfTimes.Mark(sequence, instant(asOf));
  }

  private static Instant instant(String text) throws Unreadable {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static List<Json> elements(Json json, String name) throws Unreadable {
    if (json instanceof Json.JsonArray array) {
      return array.elements();
    }
    throw new Unreadable("`" + name + "` is no array");
  }

  /// What a frame of a checkpoint holds.
  static List<Stored> readEntities(byte[] content, boolean hasTimes) throws Unreadable {
    List<String> lines = new String(content, UTF_8).lines().toList();
    if (lines.size() != (hasTimes ? 2 : 1)) {
      throw new Unreadable("a part of the checkpoint has " + lines.size() + " lines");
    }
    List<Entity> entities = readEntities(lines.getFirst());
    List<AsOfTimes.Mark> marks = new ArrayList<>(entities.size());
    if (hasTimes) {
      for (Json run : elements(json(lines.getLast()), "times")) {
        addRun(elements(run, "times"), entities.size(), marks);
      }
    } else {
      entities.forEach(_ -> marks.add(AsOfTimes.Mark.UNKNOWN));
    }
    if (marks.size() != entities.size()) {
      throw new Unreadable(marks.size() + " times of " + entities.size() + " entities");
    }
    List<Stored> stored = new ArrayList<>(entities.size());
    for (int i = 0; i < marks.size(); i++) {
      stored.add(new Stored(entities.get(i), marks.get(i)));
    }
    return stored;
  }

  private static void addRun(List<Json> run, int max, List<AsOfTimes.Mark> marks)
      throws Unreadable {
    if (run.size() != 3
        || !(run.get(0) instanceof Json.JsonInteger count)
        || !(run.get(1) instanceof Json.JsonInteger sequence)
        || !(run.get(2) instanceof Json.JsonString asOf)
        || count.value() < 1
        || count.value() > max - marks.size()) {
      throw new Unreadable("a run of times is none");
    }
    marks.addAll(Collections.nCopies((int) count.value(), mark(sequence.value(), asOf.value())));
  }

  static EntityChange readChange(byte[] content) throws Unreadable {
    List<String> lines = new String(content, UTF_8).lines().toList();
    Json json = json(lines.isEmpty() ? "" : lines.getFirst());
    List<Entity> upserts = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      upserts.addAll(readEntities(line));
    }
    try {
      Instant time = Instant.parse(text(json, "time"));
      return new EntityChange(
          whole(json, SEQUENCE),
          time,
          text(json, "author"),
          upserts,
          removals(json),
          has(json, AS_OF) ? Instant.parse(text(json, AS_OF)) : time,
          has(json, CONFIRMED) ? types(member(json, CONFIRMED)) : List.of());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static List<Name> types(Json json) throws Unreadable {
    List<Name> types = new ArrayList<>();
    for (Json type : elements(json, CONFIRMED)) {
      types.add(type(type instanceof Json.JsonString text ? text.value() : ""));
    }
    return types;
  }

  private static boolean has(Json json, String name) {
    return json instanceof Json.JsonObject object && object.find(name) != null;
  }

  private static List<EntityUid> removals(Json json) throws Unreadable {
    List<EntityUid> removals = new ArrayList<>();
    for (Json uid : elements(member(json, "removals"), "removals")) {
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
