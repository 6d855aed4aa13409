package dev.remit.server.http;

import com.linecorp.armeria.common.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What callers of an endpoint may send and what they get, by the names of the schemas in the
/// OpenAPI document. The parameters of the path are in the path.
///
/// `requests` are the forms that a body may have, none where there is no body. `answers` are those
/// of success.
public record Contract(List<Parameter> parameters, List<Body> requests, List<Answer> answers) {
  /// Of an endpoint that is specified elsewhere: any JSON object.
  public static final Contract UNSAID = new Contract(List.of(), List.of(), List.of());

  private static final String JSON = "application/json";

  public Contract {
    parameters = List.copyOf(parameters);
    requests = List.copyOf(requests);
    answers = List.copyOf(answers);
  }

  /// One parameter of the query; `type` is JSON Schema's.
  public record Parameter(String name, String type, String summary) {
    public Parameter {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(summary, "summary");
    }
  }

  /// A form that a body has; `schema` is empty where it is no JSON. One that is not `required` may
  /// be left out.
  public record Body(String mediaType, String schema, boolean required) {
    public Body {
      Objects.requireNonNull(mediaType, "mediaType");
      Objects.requireNonNull(schema, "schema");
    }
  }

  /// A status of success, and the body that comes with it.
  public record Answer(HttpStatus status, Body body) {
    public Answer {
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(body, "body");
    }
  }

  /// Answers 200 with an object of a schema.
  public static Contract answering(String schema) {
    return answering(HttpStatus.OK, JSON, schema);
  }

  public static Contract answering(HttpStatus status, String mediaType, String schema) {
    return new Contract(
        List.of(), List.of(), List.of(new Answer(status, new Body(mediaType, schema, true))));
  }

  /// May also answer with `status`, and an object of a schema.
  public Contract or(HttpStatus status, String schema) {
    List<Answer> more = new ArrayList<>(answers);
    more.add(new Answer(status, new Body(JSON, schema, true)));
    return new Contract(parameters, requests, more);
  }

  /// May also answer 200 in another form than JSON, to whoever accepts it.
  public Contract orAs(String mediaType) {
    List<Answer> more = new ArrayList<>(answers);
    more.add(new Answer(HttpStatus.OK, new Body(mediaType, "", true)));
    return new Contract(parameters, requests, more);
  }

  public Contract with(String name, String type, String summary) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(new Parameter(name, type, summary));
    return new Contract(more, requests, answers);
  }

  /// Takes an object of a schema.
  public Contract taking(String schema) {
    return taking(new Body(JSON, schema, true));
  }

  public Contract taking(Body body) {
    List<Body> more = new ArrayList<>(requests);
    more.add(body);
    return new Contract(parameters, more, answers);
  }

  /// Throws if the query of a call has a parameter that is not here: one that is misspelt must not
  /// count as left out.
  void requireKnownParameters(Call call) throws Refused {
    for (String name : call.queryNames()) {
      if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
        String known =
            parameters.stream()
                .map(parameter -> "`" + parameter.name() + "`")
                .collect(Collectors.joining(", "));
        throw new Refused(
            new Problem(
                HttpStatus.BAD_REQUEST,
                "request.unknown-parameter",
                "query: unknown parameter `"
                    + name
                    + "`; "
                    + (known.isEmpty() ? "there are none here" : "known are " + known)));
      }
    }
  }
}
