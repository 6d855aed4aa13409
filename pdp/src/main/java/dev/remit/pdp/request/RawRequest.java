package dev.remit.pdp.request;

import dev.remit.cedar.json.Json;
import java.util.Objects;

/// A request as it came, before the mapping: numbers may be fractions, values may be null.
///
/// `origin` says where it was read, as `file:line` or a caller's own request id. Throws
/// [IllegalArgumentException] where JSON of the caller is deeper than [Nesting] allows; readers
/// check.
public sealed interface RawRequest {
  String origin();

  Provenance provenance();

  /// An agent calls a tool.
  record ToolCall(
      String origin, String agent, String tool, Json.JsonObject arguments, Provenance provenance)
      implements RawRequest {
    public ToolCall {
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(agent, "agent");
      Objects.requireNonNull(tool, "tool");
      Nesting.require(arguments);
      Objects.requireNonNull(provenance, "provenance");
    }
  }

  /// An AuthZEN evaluation: it names subject, action and resource itself.
  record Evaluation(
      String origin,
      Named subject,
      Named action,
      Named resource,
      Json.JsonObject context,
      Provenance provenance)
      implements RawRequest {
    public Evaluation {
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(action, "action");
      Objects.requireNonNull(resource, "resource");
      Nesting.require(context);
      Objects.requireNonNull(provenance, "provenance");
    }
  }

  /// A subject, action or resource by type and id, with what the caller says of it.
  record Named(String type, String id, Json.JsonObject properties) {
    public Named {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(id, "id");
      Nesting.require(properties);
    }
  }
}
