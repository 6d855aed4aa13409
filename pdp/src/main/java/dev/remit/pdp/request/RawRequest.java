package dev.remit.pdp.request;

import dev.remit.cedar.json.Json;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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

  /// An AuthZEN search: who may, on what, or what may be done.
  ///
  /// `template` is the evaluation that each candidate is asked in; the id of what is sought is
  /// empty in it. `from` counts the candidates that earlier pages have passed, `limit` is how many
  /// may be found.
  record Search(Sought sought, Evaluation template, long from, long limit) implements RawRequest {
    public Search {
      Objects.requireNonNull(sought, "sought");
      Objects.requireNonNull(template, "template");
      if (!sought.of(template).id().isEmpty() || from < 0 || limit < 0) {
        throw new IllegalArgumentException(
            "search for " + sought.of(template).id() + " from " + from + ", at most " + limit);
      }
    }

    @Override
    public String origin() {
      return template.origin();
    }

    @Override
    public Provenance provenance() {
      return template.provenance();
    }
  }

  /// The part of an evaluation that a search leaves open.
  enum Sought {
    SUBJECT("subject"),
    RESOURCE("resource"),
    ACTION("action");

    private final String text;

    Sought(String text) {
      this.text = text;
    }

    /// As requests name it.
    public String text() {
      return text;
    }

    public Named of(Evaluation template) {
      return switch (this) {
        case SUBJECT -> template.subject();
        case RESOURCE -> template.resource();
        case ACTION -> template.action();
      };
    }

    public static Optional<Sought> find(String text) {
      return Stream.of(values()).filter(sought -> sought.text.equals(text)).findFirst();
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
