package dev.remit.validator;

import dev.remit.cedar.engine.Request;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.SchemaJson;
import dev.remit.cedar.json.ValueJson;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.schema.InexpressibleException;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaPrinter;
import dev.remit.cedar.validation.Finding;
import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.cedar.validation.ValidatorException;
import java.util.ArrayList;
import java.util.List;

/// Validates through the official Cedar engine, until our own validator is complete (ADR 0002). Has
/// no state; loads native code with the first question.
///
/// What the official engine refuses although our parsers accepted it is a finding with the code
/// `validation.refused`.
public final class OfficialValidator implements PolicyValidator {

  @Override
  public List<Finding> validatePolicies(PolicySet policies, Schema schema)
      throws ValidatorException {
    Json call =
        Json.object(
            Json.Member.of("schema", schema(schema)),
            Json.Member.of("policies", PolicyCalls.write(policies)));
    String answer = NativeEngine.call("ValidateOperation", JsonWriter.compact(call));
    return new PolicyAnswer(policies).read(answer);
  }

  @Override
  public List<Finding> validateEntities(Entities entities, Schema schema)
      throws ValidatorException {
    List<Finding> findings = new ArrayList<>();
    addFindings(List.copyOf(entities.all()), schema(schema), findings);
    return List.copyOf(findings);
  }

  /// The official engine stops at the first entity that does not conform, and whether one conforms
  /// does not depend on the others: so halves are asked again until each bad one is alone.
  private static void addFindings(List<Entity> entities, Json schema, List<Finding> findings)
      throws ValidatorException {
    if (entities.isEmpty() || findings.size() >= Limits.DIAGNOSTICS_MAX) {
      return;
    }
    List<Finding> found = ask(entities, schema);
    if (found.isEmpty() || entities.size() == 1) {
      findings.addAll(found);
      return;
    }
    int middle = entities.size() / 2;
    addFindings(entities.subList(0, middle), schema, findings);
    addFindings(entities.subList(middle, entities.size()), schema, findings);
  }

  private static List<Finding> ask(List<Entity> entities, Json schema) throws ValidatorException {
    Json call =
        Json.object(
            Json.Member.of("schema", schema),
            Json.Member.of("entities", EntitiesJson.write(Entities.of(entities))));
    return Answers.entities(NativeEngine.call("ValidateEntities", JsonWriter.compact(call)));
  }

  /// Asks for a decision by no policies on no entities, with the request checked first.
  @Override
  public List<Finding> validateRequest(Request request, Schema schema) throws ValidatorException {
    Json call =
        Json.object(
            Json.Member.of("principal", ValueJson.writeUid(request.principal())),
            Json.Member.of("action", ValueJson.writeUid(request.action())),
            Json.Member.of("resource", ValueJson.writeUid(request.resource())),
            Json.Member.of("context", ContextJson.write(request.context())),
            Json.Member.of("schema", schema(schema)),
            Json.Member.of("validateRequest", Json.bool(true)),
            Json.Member.of("policies", PolicyCalls.write(PolicySet.EMPTY)),
            Json.Member.of("entities", Json.array(List.of())));
    return Answers.request(NativeEngine.call("AuthorizationOperation", JsonWriter.compact(call)));
  }

  /// As text, which the official engine reads at any depth of ours, or else as JSON, of which it
  /// reads 128 levels.
  private static Json schema(Schema schema) {
    try {
      return Json.string(SchemaPrinter.print(schema));
    } catch (InexpressibleException _) {
      return SchemaJson.write(schema);
    }
  }
}
