package dev.remit.conformance.world;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.ReferenceEngine;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.Reading.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The plain evaluator that judges the compiled one: our readers, but neither index nor compiler.
public final class ReferenceJudge implements Engine {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Verdict<List<Verdict<Answer>>> decide(World world, List<Ask> asks) {
    try {
      PolicySet policies = Reading.policies(world);
      Entities entities = EntitiesJson.read(new Source("entities", world.entities()));
      List<Verdict<Answer>> verdicts = new ArrayList<>();
      asks.forEach(ask -> verdicts.add(decide(policies, entities, ask)));
      return new Verdict.Accepted<>(verdicts);
    } catch (SyntaxException | RefusedException e) {
      return new Verdict.Refused<>(String.valueOf(e.getMessage()));
    }
  }

  private static Verdict<Answer> decide(PolicySet policies, Entities entities, Ask ask) {
    try {
      ReferenceEngine.Answer answer =
          ReferenceEngine.authorize(policies, Reading.request(ask), entities);
      TreeSet<String> reasons = new TreeSet<>();
      answer.reasons().forEach(id -> reasons.add(id.value()));
      TreeMap<String, String> errors = new TreeMap<>();
      answer.errors().forEach((id, code) -> errors.put(id.value(), code.code()));
      return new Verdict.Accepted<>(new Answer(answer.permitted(), reasons, errors));
    } catch (SyntaxException | RefusedException e) {
      return new Verdict.Refused<>(String.valueOf(e.getMessage()));
    }
  }
}
