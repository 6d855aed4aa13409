package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request as an object of `principal`, `action`, `resource` and `context`; the first three are
/// text as `"User::\"alice\""`, or objects of `type` and `id`.
///
/// Source: `--request-json` of Cedar's own command line.
public final class RequestJson {
  private static final List<String> KNOWN = List.of("principal", "action", "resource", "context");

  private RequestJson() {}

  /// Throws with every mistake in the text.
  public static Request read(Source source) throws SyntaxException {
    return read(source, null);
  }

  /// The same with a context that conforms to `schema`, see [ContextJson]. Whether the action
  /// applies to such a principal and such a resource is not looked at.
  public static Request read(Source source, @Nullable Schema schema) throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    Members members = Members.of(JsonReader.read(diagnostics), "a request", KNOWN, diagnostics);
    if (members == null) {
      throw diagnostics.refused();
    }
    UidReader uids = new UidReader(diagnostics);
    EntityUid principal = uids.readAny(members.require("principal"));
    EntityUid action = uids.readAny(members.require("action"));
    EntityUid resource = uids.readAny(members.require("resource"));
    Json json = members.require("context");
    RecordValue context =
        schema == null || action == null
            ? ContextJson.find(json, diagnostics)
            : ContextJson.find(json, schema, action, diagnostics);
    diagnostics.refuseIfAny();
    if (principal == null || action == null || resource == null || context == null) {
      throw new IllegalStateException("refused without a mistake");
    }
    return new Request(principal, action, resource, context);
  }

  /// What [#read] reads back as `request`.
  ///
  /// Throws [IllegalArgumentException] if a record cannot be told from an escape, see [ValueJson].
  public static Json write(Request request) {
    return Json.object(
        Json.Member.of("principal", ValueJson.writeUid(request.principal())),
        Json.Member.of("action", ValueJson.writeUid(request.action())),
        Json.Member.of("resource", ValueJson.writeUid(request.resource())),
        Json.Member.of("context", ContextJson.write(request.context())));
  }
}
