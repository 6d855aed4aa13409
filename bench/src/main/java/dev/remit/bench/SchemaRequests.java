package dev.remit.bench;

import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.schema.ActionType;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.List;

/// Draws requests that a schema allows: in turn for each action, each type of principal and each
/// type of resource that it applies to.
final class SchemaRequests {
  private final ValuePool values;
  private final List<Kind> kinds = new ArrayList<>();

  SchemaRequests(Schema schema, ValuePool values) {
    this.values = values;
    for (ActionType action : schema.actions()) {
      for (Name principal : action.principals()) {
        action.resources().forEach(resource -> kinds.add(new Kind(action, principal, resource)));
      }
    }
  }

  List<CedarWorkload.Call> draw(int count) {
    List<CedarWorkload.Call> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(draw(kinds.get(i % kinds.size())));
    }
    return calls;
  }

  private CedarWorkload.Call draw(Kind kind) {
    return new CedarWorkload.Call(
        uid(values.entity(kind.principal)),
        uid(kind.action.uid()),
        uid(values.entity(kind.resource)),
        JsonWriter.compact(ContextJson.write(values.fields(kind.action.context()))));
  }

  private static CedarWorkload.Uid uid(EntityUid uid) {
    return new CedarWorkload.Uid(uid.type().value(), uid.id());
  }

  private record Kind(ActionType action, Name principal, Name resource) {}
}
