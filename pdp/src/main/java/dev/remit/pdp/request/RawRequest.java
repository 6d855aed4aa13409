package dev.remit.pdp.request;

import dev.remit.cedar.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A request as it came, before the mapping: numbers may be fractions, values may be null.
///
/// `origin` says where it was read, as `file:line` or a caller's own request id. Throws
/// [IllegalArgumentException] where JSON of the caller is deeper than [Nesting] allows; readers
/// check.
public sealed interface RawRequest {
  String origin();

  Provenance provenance();

  /// The same request, with another provenance.
  default RawRequest with(Provenance other) {
    return switch (this) {
      case ToolCall(var from, var agent, var tool, var arguments, _) ->
          new ToolCall(from, agent, tool, arguments, other);
      case Evaluation evaluation -> evaluation.from(other);
      case Search(var sought, var template, var from, var limit) ->
          new Search(sought, template.from(other), from, limit);
      case HttpCall(var from, var target, var headers, var presented, _) ->
          new HttpCall(from, target, headers, presented, other);
      case AccessReview(var from, var user, var access, _) ->
          new AccessReview(from, user, access, other);
    };
  }

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

    private Evaluation from(Provenance other) {
      return new Evaluation(origin, subject, action, resource, context, other);
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

  /// An HTTP request that a gateway is about to let through.
  ///
  /// `headers` are by name in lower case. What a path or a header means is the mapping's to say.
  record HttpCall(
      String origin,
      Target target,
      SortedMap<String, List<String>> headers,
      Presented presented,
      Provenance provenance)
      implements RawRequest {
    public HttpCall {
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(target, "target");
      headers = copy(headers);
      Objects.requireNonNull(presented, "presented");
      Objects.requireNonNull(provenance, "provenance");
    }

    /// The same request, with what came of its token.
    public HttpCall with(ClientToken token) {
      return new HttpCall(
          origin,
          target,
          headers,
          new Presented(presented.credential(), presented.certificate(), token),
          provenance);
    }
  }

  /// What an HTTP request is about. `path` is as it came, escapes and all; `query` has the decoded
  /// values of each name, in their order.
  record Target(
      String method,
      String scheme,
      String host,
      String path,
      SortedMap<String, List<String>> query) {
    public Target {
      Objects.requireNonNull(method, "method");
      Objects.requireNonNull(scheme, "scheme");
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(path, "path");
      query = copy(query);
    }
  }

  /// What whoever sent an HTTP request presented. The gateway itself validated the subject of a
  /// token, `credential`, and the name in a client certificate; each is empty where there was none.
  /// The service validated `token`.
  record Presented(String credential, String certificate, ClientToken token) {
    public static final Presented NOTHING = new Presented("", "");

    public Presented {
      Objects.requireNonNull(credential, "credential");
      Objects.requireNonNull(certificate, "certificate");
      Objects.requireNonNull(token, "token");
    }

    /// With no token that the service looked at.
    public Presented(String credential, String certificate) {
      this(credential, certificate, ClientToken.absent());
    }
  }

  /// A Kubernetes API server asks whether a user may do something.
  ///
  /// Source: Kubernetes API reference, `SubjectAccessReview`.
  record AccessReview(String origin, Reviewed user, Access access, Provenance provenance)
      implements RawRequest {
    public AccessReview {
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(access, "access");
      Objects.requireNonNull(provenance, "provenance");
    }
  }

  /// Whose access is reviewed, as Kubernetes knows them. `groups` are in the order of the request.
  record Reviewed(
      String name, String uid, List<String> groups, SortedMap<String, List<String>> extra) {
    public Reviewed {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(uid, "uid");
      groups = List.copyOf(groups);
      extra = copy(extra);
    }
  }

  /// What would be done to what in Kubernetes.
  sealed interface Access {
    String verb();
  }

  /// To objects of the API; empty where the request names none, as a name when listing.
  record ResourceAccess(
      String verb,
      String group,
      String version,
      String resource,
      String subresource,
      String namespace,
      String name)
      implements Access {
    public ResourceAccess {
      Objects.requireNonNull(verb, "verb");
      Objects.requireNonNull(group, "group");
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(resource, "resource");
      Objects.requireNonNull(subresource, "subresource");
      Objects.requireNonNull(namespace, "namespace");
      Objects.requireNonNull(name, "name");
    }
  }

  /// To a path of the API server that is no object, as `/healthz`.
  record PathAccess(String verb, String path) implements Access {
    public PathAccess {
      Objects.requireNonNull(verb, "verb");
      Objects.requireNonNull(path, "path");
    }
  }

  private static SortedMap<String, List<String>> copy(Map<String, List<String>> values) {
    SortedMap<String, List<String>> copy = new TreeMap<>();
    values.forEach((name, each) -> copy.put(name, List.copyOf(each)));
    return Collections.unmodifiableSortedMap(copy);
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
