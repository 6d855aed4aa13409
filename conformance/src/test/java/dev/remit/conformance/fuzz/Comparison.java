package dev.remit.conformance.fuzz;

import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.DeepStack;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.Engine;
import dev.remit.conformance.world.World;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What each engine made of the same questions. Wording does not count: a refusal is a refusal, an
/// error is the id of the policy that errored.
final class Comparison {
  private static final String REFUSED = "refused";

  private final List<Engine> engines;

  Comparison(List<Engine> engines) {
    this.engines = List.copyOf(engines);
  }

  /// The first request on which two engines differ, if any.
  Optional<Disagreement> first(World world, List<Ask> asks) {
    return DeepStack.call(() -> find(world, asks));
  }

  private Optional<Disagreement> find(World world, List<Ask> asks) {
    Map<String, List<String>> answers = new LinkedHashMap<>();
    for (Engine engine : engines) {
      answers.put(engine.name(), outcomes(engine.decide(world, asks), asks.size()));
    }
    for (int i = 0; i < asks.size(); i++) {
      Map<String, String> given = at(answers, i);
      if (given.values().stream().distinct().count() > 1) {
        return Optional.of(new Disagreement(world, asks.get(i), given));
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> at(Map<String, List<String>> answers, int index) {
    Map<String, String> given = new LinkedHashMap<>();
    answers.forEach((name, outcomes) -> given.put(name, outcomes.get(index)));
    return given;
  }

  static List<String> outcomes(Verdict<List<Verdict<Answer>>> verdict, int asks) {
    return switch (verdict) {
      case Verdict.Refused<List<Verdict<Answer>>> _ -> Collections.nCopies(asks, REFUSED);
      case Verdict.Accepted<List<Verdict<Answer>>>(List<Verdict<Answer>> verdicts) ->
          verdicts.stream().map(Comparison::outcome).toList();
    };
  }

  /// The verdict on the only request.
  static Verdict<Answer> only(Verdict<List<Verdict<Answer>>> verdict) {
    return switch (verdict) {
      case Verdict.Refused<List<Verdict<Answer>>>(String message) -> new Verdict.Refused<>(message);
      case Verdict.Accepted<List<Verdict<Answer>>>(List<Verdict<Answer>> verdicts) ->
          verdicts.getFirst();
    };
  }

  static String outcome(Verdict<Answer> verdict) {
    return switch (verdict) {
      case Verdict.Refused<Answer> _ -> REFUSED;
      case Verdict.Accepted<Answer>(Answer answer) ->
          "%s reasons %s errors %s"
              .formatted(
                  answer.permitted() ? "allow" : "deny",
                  answer.reasons(),
                  answer.errors().keySet());
    };
  }
}
