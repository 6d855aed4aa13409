package dev.remit.store.row;

import dev.remit.cedar.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads members of a record's JSON; whatever is missing or of another kind makes it unreadable.
public final class Fields {
  private final Json.JsonObject object;
  private final String path;

  public Fields(Json json, String path) throws UnreadableRecord {
    this.object = require(json, path, Json.JsonObject.class);
    this.path = path;
  }

  public boolean has(String name) {
    return object.find(name) != null;
  }

  public String text(String name) throws UnreadableRecord {
    return require(find(name), path + name, Json.JsonString.class).value();
  }

  public long whole(String name) throws UnreadableRecord {
    return require(find(name), path + name, Json.JsonInteger.class).value();
  }

  public Fields object(String name) throws UnreadableRecord {
    return new Fields(object(find(name), path + name), path + name + ".");
  }

  public Json.JsonObject json(String name) throws UnreadableRecord {
    return object(find(name), path + name);
  }

  public List<String> texts(String name) throws UnreadableRecord {
    return list(
        find(name),
        path + name,
        (element, at) -> require(element, at, Json.JsonString.class).value());
  }

  public <T> List<T> objects(String name, FieldsReader<T> reader) throws UnreadableRecord {
    return objects(find(name), path + name, reader);
  }

  /// What the objects of an array hold that is called `path`.
  public static <T> List<T> objects(@Nullable Json json, String path, FieldsReader<T> reader)
      throws UnreadableRecord {
    return list(
        json, path, (element, at) -> reader.read(new Fields(object(element, at), at + ".")));
  }

  private static <T> List<T> list(@Nullable Json json, String path, ElementReader<T> reader)
      throws UnreadableRecord {
    List<T> read = new ArrayList<>();
    int index = 0;
    for (Json element : require(json, path, Json.JsonArray.class).elements()) {
      read.add(reader.read(element, path + "[" + index++ + "]"));
    }
    return read;
  }

  /// What is wrong with the value of a member.
  public UnreadableRecord unreadable(String name, String value) {
    return new UnreadableRecord(
        "`" + path + name + "` is `" + value + "`, which is not known here");
  }

  private @Nullable Json find(String name) {
    return object.find(name);
  }

  private static Json.JsonObject object(@Nullable Json json, String path) throws UnreadableRecord {
    return require(json, path, Json.JsonObject.class);
  }

  private static <T extends Json> T require(@Nullable Json json, String path, Class<T> kind)
      throws UnreadableRecord {
    if (kind.isInstance(json)) {
      return kind.cast(json);
    }
    throw new UnreadableRecord("`" + path + "` is " + (json == null ? "missing" : json.kind()));
  }

  /// Reads what one object holds.
  @FunctionalInterface
  public interface FieldsReader<T> {
    T read(Fields fields) throws UnreadableRecord;
  }

  @FunctionalInterface
  private interface ElementReader<T> {
    T read(Json element, String path) throws UnreadableRecord;
  }
}
