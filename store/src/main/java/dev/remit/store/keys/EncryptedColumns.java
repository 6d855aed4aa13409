package dev.remit.store.keys;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.sensitive.FieldWalk;
import dev.remit.pdp.sensitive.SensitivePath;
import dev.remit.pdp.sensitive.SensitivePath.Part;
import dev.remit.store.row.Column;
import dev.remit.store.row.Fields;
import dev.remit.store.row.Row;
import dev.remit.store.row.UnreadableRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Everything of a row that holds the value of a field at some paths, replaced in one order: the
/// context, what the caller said of entities, the raw request, and then the texts that may quote
/// values: why a request was refused, and what policies could not be evaluated on.
///
/// INVARIANT: what is replaced depends on nothing below it, so that a walk over the row that
/// another made meets the same places in the same order.
final class EncryptedColumns {
  private final List<SensitivePath> paths;
  private final FieldWalk walk;
  private final UnaryOperator<Json> change;

  EncryptedColumns(List<SensitivePath> paths, UnaryOperator<Json> change) {
    this.paths = paths;
    this.walk = FieldWalk.of(paths, change);
    this.change = change;
  }

  /// The paths that led to a value so far.
  List<SensitivePath> found() {
    return walk.found();
  }

  List<SensitivePath> paths() {
    return paths;
  }

  /// The row with its fields replaced.
  Row fields(Row row) throws UnreadableRecord {
    if (!row.has(Column.RAW)) {
      return row;
    }
    Json.JsonObject raw = object(row, Column.RAW);
    Row changed = row;
    if (row.has(Column.CONTEXT)) {
      changed = with(changed, Column.CONTEXT, context(object(row, Column.CONTEXT), isCall(raw)));
    }
    if (row.has(Column.OVERLAY)) {
      changed = with(changed, Column.OVERLAY, overlay(array(row, Column.OVERLAY), raw));
    }
    return with(changed, Column.RAW, raw(raw));
  }

  private static boolean isCall(Json.JsonObject raw) {
    return raw.find("tool") != null;
  }

  private Json context(Json.JsonObject context, boolean call) {
    return call
        ? with(context, "arguments", Part.ARGUMENTS)
        : walk.object(context, EnumSet.of(Part.CONTEXT));
  }

  private Json overlay(Json.JsonArray overlay, Json.JsonObject raw) throws UnreadableRecord {
    List<Json> entities = new ArrayList<>();
    for (Json entity : overlay.elements()) {
      Fields fields = new Fields(entity, "overlay.");
      Set<Part> parts = parts(fields.json("uid"), raw);
      entities.add(
          Json.object(
              Member.of("uid", fields.json("uid")),
              Member.of("attrs", walk.object(fields.json("attrs"), parts))));
    }
    return Json.array(entities);
  }

  private Json raw(Json.JsonObject raw) throws UnreadableRecord {
    if (isCall(raw)) {
      return with(raw, "arguments", Part.ARGUMENTS);
    }
    if (raw.find("request") != null) {
      return walk.object(raw, EnumSet.of(Part.CONTEXT));
    }
    List<Member> members = new ArrayList<>();
    for (Member member : raw.members()) {
      members.add(Member.of(member.name(), rawMember(member, raw)));
    }
    return Json.object(members);
  }

  private Json rawMember(Member member, Json.JsonObject raw) throws UnreadableRecord {
    return switch (member.name()) {
      case "subject", "action", "resource" -> {
        Json.JsonObject named = new Fields(raw, "raw.").json(member.name());
        yield with(named, "properties", parts(named, raw));
      }
      case "context" ->
          walk.object(new Fields(raw, "raw.").json("context"), EnumSet.of(Part.CONTEXT));
      default -> member.value();
    };
  }

  /// Which parts of a request an entity is; several where a caller names it twice.
  private static Set<Part> parts(Json.JsonObject named, Json.JsonObject raw)
      throws UnreadableRecord {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (Part part : List.of(Part.SUBJECT, Part.ACTION, Part.RESOURCE)) {
      Fields other = new Fields(raw, "raw.").object(part.text());
      Fields fields = new Fields(named, "");
      if (other.text("type").equals(fields.text("type"))
          && other.text("id").equals(fields.text("id"))) {
        parts.add(part);
      }
    }
    return parts;
  }

  private Json.JsonObject with(Json.JsonObject object, String name, Part part) {
    return with(object, name, EnumSet.of(part));
  }

  /// With the object of one member walked.
  private Json.JsonObject with(Json.JsonObject object, String name, Set<Part> parts) {
    List<Member> members = new ArrayList<>(object.members());
    members.replaceAll(member ->
        member.name().equals(name) && member.value() instanceof Json.JsonObject value
            ? Member.of(name, walk.object(value, parts))
            : member);
    return Json.object(members);
  }

  /// The row with the texts replaced that a value may be quoted in.
  Row texts(Row row) throws UnreadableRecord {
    Row changed = row;
    if (row.has(Column.REFUSED_TEXT)) {
      Json text = change.apply(Json.string(row.text(Column.REFUSED_TEXT)));
      changed = changed.with(Column.REFUSED_TEXT, text(text));
    }
    changed = with(changed, Column.REASONS, each(array(row, Column.REASONS), this::reason));
    if (row.has(Column.ERRORS)) {
      changed =
          with(
              changed,
              Column.ERRORS,
              each(array(row, Column.ERRORS), error -> withText(error, "message")));
    }
    return changed;
  }

  private Json reason(Json.JsonObject reason) throws UnreadableRecord {
    String code = new Fields(reason, "reasons.").text("code");
    return code.equals(ReasonCode.REFUSED.code()) || code.equals(ReasonCode.FORBID_ERROR.code())
        ? withText(reason, "text")
        : reason;
  }

  private Json withText(Json.JsonObject object, String name) {
    List<Member> members = new ArrayList<>(object.members());
    members.replaceAll(member ->
        member.name().equals(name) ? Member.of(name, change.apply(member.value())) : member);
    return Json.object(members);
  }

  /// Changes one object.
  @FunctionalInterface
  private interface Changing {
    Json of(Json.JsonObject object) throws UnreadableRecord;
  }

  private static Json each(Json.JsonArray array, Changing changing) throws UnreadableRecord {
    List<Json> changed = new ArrayList<>();
    for (Json element : array.elements()) {
      if (!(element instanceof Json.JsonObject object)) {
        throw new UnreadableRecord("a reason or an error is " + element.kind());
      }
      changed.add(changing.of(object));
    }
    return Json.array(changed);
  }

  private static String text(Json text) throws UnreadableRecord {
    if (text instanceof Json.JsonString string) {
      return string.value();
    }
    throw new UnreadableRecord("what was encrypted is " + text.kind() + " in the place of a text");
  }

  static Json.JsonObject object(Row row, Column column) throws UnreadableRecord {
    if (json(row, column) instanceof Json.JsonObject object) {
      return object;
    }
    throw new UnreadableRecord("`" + column.title() + "` is no object");
  }

  private static Json.JsonArray array(Row row, Column column) throws UnreadableRecord {
    if (json(row, column) instanceof Json.JsonArray array) {
      return array;
    }
    throw new UnreadableRecord("`" + column.title() + "` is no array");
  }

  private static Json json(Row row, Column column) throws UnreadableRecord {
    try {
      return JsonReader.read(new Source(column.title(), row.text(column)));
    } catch (SyntaxException e) {
      throw new UnreadableRecord(e.diagnostics().getFirst().message());
    }
  }

  static Row with(Row row, Column column, Json json) {
    return row.with(column, JsonWriter.compact(json));
  }
}
