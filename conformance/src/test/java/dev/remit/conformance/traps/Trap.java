package dev.remit.conformance.traps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.Engine;
import dev.remit.conformance.world.Engines;
import dev.remit.conformance.world.OracleEngine;
import dev.remit.conformance.world.PolicyText;
import dev.remit.conformance.world.Uid;
import dev.remit.conformance.world.World;
import java.util.List;

/// One policy, asked of every engine; all must give the outcome claimed. The principal is
/// `User::"a"`, the action `Action::"act"`, the resource `Doc::"d"`.
record Trap(String policy, String entities, String context) {
  static Trap condition(String condition) {
    return policy("permit(principal, action, resource) when { " + condition + " };");
  }

  static Trap policy(String policy) {
    return new Trap(policy, "[]", "{}");
  }

  Trap entities(String json) {
    return new Trap(policy, json, context);
  }

  Trap context(String json) {
    return new Trap(policy, entities, json);
  }

  void is(Outcome expected) {
    for (Engine engine : Engines.all()) {
      assertThat(ask(engine)).as("%s: %s", engine.name(), this).isEqualTo(expected);
    }
  }

  /// An intended difference: ours is stricter than the official engine.
  void isRefusedByUsAndOfficially(Outcome official) {
    for (Engine engine : Engines.all()) {
      Outcome expected = engine instanceof OracleEngine ? official : Outcome.REFUSED;
      assertThat(ask(engine)).as("%s: %s", engine.name(), this).isEqualTo(expected);
    }
  }

  private Outcome ask(Engine engine) {
    World world = new World(List.of(PolicyText.policy("policy0", policy)), List.of(), entities);
    Ask ask = new Ask(new Uid("User", "a"), new Uid("Action", "act"), new Uid("Doc", "d"), context);
    return switch (engine.decide(world, List.of(ask))) {
      case Verdict.Refused<List<Verdict<Answer>>> _ -> Outcome.REFUSED;
      case Verdict.Accepted<List<Verdict<Answer>>>(List<Verdict<Answer>> verdicts) ->
          outcome(verdicts.getFirst());
    };
  }

  private static Outcome outcome(Verdict<Answer> verdict) {
    return switch (verdict) {
      case Verdict.Refused<Answer> _ -> Outcome.REFUSED;
      case Verdict.Accepted<Answer>(Answer answer) -> {
        if (!answer.errors().isEmpty()) {
          yield Outcome.ERROR;
        }
        yield answer.permitted() ? Outcome.TRUE : Outcome.FALSE;
      }
    };
  }

  /// Each condition has the outcome.
  static void each(Outcome expected, String... conditions) {
    for (String condition : conditions) {
      condition(condition).is(expected);
    }
  }
}
