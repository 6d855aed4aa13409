package dev.remit.conformance.world;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.engine.PreparedRequest;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.engine.Response;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.Reading.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Our engine, compiled; also holds that the decision alone is that of the full answer.
public final class OwnEngine implements Engine {
  @Override
  public String name() {
    return "ours";
  }

  @Override
  public Verdict<List<Verdict<Answer>>> decide(World world, List<Ask> asks) {
    try {
      PolicyEngine engine = PolicyEngine.compile(Reading.policies(world));
      Entities entities = EntitiesJson.read(new Source("entities", world.entities()));
      List<Verdict<Answer>> verdicts = new ArrayList<>();
      asks.forEach(ask -> verdicts.add(decide(engine, entities, ask)));
      return new Verdict.Accepted<>(verdicts);
    } catch (SyntaxException | RefusedException e) {
      return new Verdict.Refused<>(String.valueOf(e.getMessage()));
    }
  }

  private static Verdict<Answer> decide(PolicyEngine engine, Entities entities, Ask ask) {
    try {
      return new Verdict.Accepted<>(answer(engine, entities, Reading.request(ask)));
    } catch (SyntaxException | RefusedException e) {
      return new Verdict.Refused<>(String.valueOf(e.getMessage()));
    }
  }

  /// Decides one request, whose entities and context are read by a schema in Cedar text.
  public Verdict<Answer> decide(World world, Ask ask, String schemaText) {
    try {
      Schema schema = SchemaParser.parse(new Source("schema", schemaText));
      PolicyEngine engine = PolicyEngine.compile(Reading.policies(world));
      Entities entities = EntitiesJson.read(new Source("entities", world.entities()), schema);
      return new Verdict.Accepted<>(answer(engine, entities, Reading.request(ask, schema)));
    } catch (SyntaxException | RefusedException e) {
      return new Verdict.Refused<>(String.valueOf(e.getMessage()));
    }
  }

  private static Answer answer(PolicyEngine engine, Entities entities, Request request) {
    PreparedRequest prepared = engine.prepare(request, entities);
    Response response = engine.authorize(prepared);
    if (engine.isPermitted(prepared) != response.permitted()) {
      throw new AssertionError("the decision alone differs from " + response);
    }
    return answer(response);
  }

  /// A response in the form engines are compared in.
  static Answer answer(Response response) {
    TreeSet<String> reasons = new TreeSet<>();
    response.reasons().forEach(id -> reasons.add(id.value()));
    TreeMap<String, String> errors = new TreeMap<>();
    response.errors().forEach(error -> errors.put(error.policy().value(), error.message()));
    return new Answer(response.permitted(), reasons, errors);
  }
}
