package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.text.EntityUidParser;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads names of entities, `{"type": "T", "id": "x"}`, alone or in an `__entity` escape. Equal
/// names become one object.
final class UidReader {
  private static final List<String> KNOWN = List.of("type", "id");

  private final Diagnostics diagnostics;
  private final Map<String, Name> types = new HashMap<>();
  private final Map<EntityUid, EntityUid> uids = new HashMap<>();

  UidReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// The entity that `json` names, in either form; null after a mistake, and for what is absent.
  @Nullable EntityUid read(@Nullable Json json) {
    if (json == null) {
      return null;
    }
    Json.Member escape = JsonEscapes.find(json);
    if (escape != null && escape.name().equals(JsonEscapes.ENTITY)) {
      return readPlain(escape.value());
    }
    return readPlain(json);
  }

  /// The entity that `json` names as an object in either form, or as text: `"T::\"x\""`.
  @Nullable EntityUid readAny(@Nullable Json json) {
    if (!(json instanceof Json.JsonString text)) {
      return read(json);
    }
    try {
      return share(EntityUidParser.parse(text.value()));
    } catch (SyntaxException e) {
      Diagnostic first = e.diagnostics().getFirst();
      diagnostics.add(first.code(), text.span(), first.message(), first.help());
      return null;
    }
  }

  /// The entity that `json` names without an escape.
  @Nullable EntityUid readPlain(Json json) {
    if (!(json instanceof Json.JsonObject)) {
      diagnostics.add(
          "json.kind",
          json.span(),
          "an entity is named by an object, not by " + json.kind(),
          "write `{\"type\": \"T\", \"id\": \"x\"}`");
      return null;
    }
    Members members = Members.of(json, "the name of an entity", KNOWN, diagnostics);
    if (members == null) {
      return null;
    }
    Json.JsonString type = members.requireString("type");
    Json.JsonString id = members.requireString("id");
    Name name = type == null ? null : readType(type);
    return name == null || id == null ? null : share(new EntityUid(name, id.value()));
  }

  private EntityUid share(EntityUid uid) {
    EntityUid known = uids.putIfAbsent(uid, uid);
    return known == null ? uid : known;
  }

  /// The entity type that a string names; null if it is no name.
  @Nullable Name readType(Json.JsonString type) {
    Name known = types.get(type.value());
    if (known != null) {
      return known;
    }
    if (!Name.isValid(type.value())) {
      diagnostics.add(
          "entity.type",
          type.span(),
          "`" + Shown.of(type.value()) + "` is no entity type",
          "write a name as `User` or `App::User`, without white space");
      return null;
    }
    Name name = new Name(type.value());
    types.put(type.value(), name);
    return name;
  }
}
