package dev.remit.server.api;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonReader;
import dev.remit.server.access.Right;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.store.row.Column;
import dev.remit.store.row.ColumnType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An OpenAPI document of endpoints. Paths, parameters and rights are the endpoints' own; the
/// schemas are in `schemas.json` beside this class, but for a record of the log, whose columns are
/// the log's.
///
/// Source: OpenAPI 3.1.1.
final class OpenApi {
  private static final String SCHEMAS = "schemas.json";
  private static final String REFERENCE = "#/components/schemas/";
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)\\}");

  private OpenApi() {}

  /// Sorted by path, then as given.
  static Json of(List<Endpoint> endpoints) {
    Map<String, List<Member>> paths = new TreeMap<>();
    for (Endpoint endpoint : endpoints) {
      paths
          .computeIfAbsent(template(endpoint), _ -> new ArrayList<>())
          .add(Member.of(endpoint.method().name().toLowerCase(Locale.ROOT), operation(endpoint)));
    }
    List<Member> listed = new ArrayList<>();
    paths.forEach((path, operations) -> listed.add(Member.of(path, Json.object(operations))));
    return Json.object(
        text("openapi", "3.1.1"),
        Member.of("info", Json.object(text("title", "Remit"), text("version", "1"))),
        Member.of("paths", Json.object(listed)),
        Member.of(
            "components",
            Json.object(
                Member.of("schemas", schemas()), Member.of("securitySchemes", securitySchemes()))));
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }

  private static Json securitySchemes() {
    Json bearer = Json.object(text("type", "http"), text("scheme", "bearer"));
    return Json.object(Member.of("bearer", bearer));
  }

  private static Json operation(Endpoint endpoint) {
    Contract contract = endpoint.contract();
    List<Member> members = new ArrayList<>();
    members.add(text("summary", endpoint.summary()));
    endpoint.right().ifPresent(right -> addRight(members, right));
    List<Json> parameters = parameters(endpoint);
    if (!parameters.isEmpty()) {
      members.add(Member.of("parameters", Json.array(parameters)));
    }
    if (!contract.requests().isEmpty()) {
      Contract.Body first = contract.requests().getFirst();
      members.add(
          Member.of(
              "requestBody",
              Json.object(
                  Member.of("required", Json.bool(first.required())),
                  Member.of("content", content(contract.requests())))));
    }
    members.add(Member.of("responses", responses(contract)));
    return Json.object(members);
  }

  private static void addRight(List<Member> members, Right right) {
    members.add(text("x-right", right.text()));
    Json bearer = Json.object(Member.of("bearer", Json.array(List.of())));
    members.add(Member.of("security", Json.array(List.of(bearer))));
  }

  private static List<Json> parameters(Endpoint endpoint) {
    List<Json> parameters = new ArrayList<>();
    Matcher names = PARAMETER.matcher(template(endpoint));
    while (names.find()) {
      parameters.add(
          Json.object(
              text("name", names.group(1)),
              text("in", "path"),
              Member.of("required", Json.bool(true)),
              Member.of("schema", Json.object(text("type", "string")))));
    }
    for (Contract.Parameter parameter : endpoint.contract().parameters()) {
      parameters.add(
          Json.object(
              text("name", parameter.name()),
              text("in", "query"),
              text("description", parameter.summary()),
              Member.of("schema", Json.object(text("type", parameter.type())))));
    }
    return parameters;
  }

  private static Json content(List<Contract.Body> bodies) {
    List<Member> types = new ArrayList<>();
    for (Contract.Body body : bodies) {
      List<Member> members =
          body.schema().isEmpty()
              ? List.of()
              : List.of(Member.of("schema", reference(body.schema())));
      types.add(Member.of(body.mediaType(), Json.object(members)));
    }
    return Json.object(types);
  }

  private static Json reference(String schema) {
    return Json.object(text("$ref", REFERENCE + schema));
  }

  private static Json responses(Contract contract) {
    List<Member> responses = new ArrayList<>();
    Map<HttpStatus, List<Contract.Body>> answers = new LinkedHashMap<>();
    for (Contract.Answer answer : contract.answers()) {
      answers.computeIfAbsent(answer.status(), _ -> new ArrayList<>()).add(answer.body());
    }
    answers.forEach((status, bodies) ->
        responses.add(
            Member.of(
                status.codeAsText(),
                Json.object(
                    text("description", status.reasonPhrase()),
                    Member.of("content", content(bodies))))));
    if (responses.isEmpty()) {
      responses.add(
          Member.of(HttpStatus.OK.codeAsText(), Json.object(text("description", "As specified."))));
    }
    Contract.Body problem = new Contract.Body("application/problem+json", "Problem", true);
    responses.add(
        Member.of(
            "default",
            Json.object(
                text("description", "The call failed; nothing was permitted."),
                Member.of("content", content(List.of(problem))))));
    return Json.object(responses);
  }

  private static Json schemas() {
    List<Member> all = new ArrayList<>(written().members());
    all.add(Member.of("DecisionRecord", decisionRecord()));
    return Json.object(all);
  }

  private static Json.JsonObject written() {
    try (InputStream in = OpenApi.class.getResourceAsStream(SCHEMAS)) {
      byte[] bytes = Objects.requireNonNull(in, SCHEMAS).readAllBytes();
      return (Json.JsonObject)
          JsonReader.read(new Source(SCHEMAS, new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SyntaxException e) {
      throw new IllegalStateException(SCHEMAS + " is no JSON", e);
    }
  }

  private static Json decisionRecord() {
    List<Member> properties = new ArrayList<>();
    List<Json> required = new ArrayList<>();
    for (Column column : Column.ALL) {
      properties.add(Member.of(column.title(), type(column)));
      required.add(Json.string(column.title()));
    }
    return Json.object(
        text("type", "object"),
        text("description", "A row of the decision log, with every column."),
        Member.of("properties", Json.object(properties)),
        Member.of("required", Json.array(required)));
  }

  private static Json type(Column column) {
    if (column.type() == ColumnType.JSON) {
      return Json.object();
    }
    String type =
        switch (column.type()) {
          case WHOLE -> "integer";
          case FLAG -> "boolean";
          case LIST -> "array";
          case INSTANT, UUID, SYMBOL, TEXT, JSON -> "string";
        };
    Json named = Json.string(type);
    return Json.object(
        Member.of(
            "type", column.isOptional() ? Json.array(List.of(named, Json.string("null"))) : named));
  }

  /// The path as the document writes it, where a parameter that holds the rest of a path is one as
  /// any other.
  private static String template(Endpoint endpoint) {
    return endpoint.path().replace("{*", "{");
  }
}
