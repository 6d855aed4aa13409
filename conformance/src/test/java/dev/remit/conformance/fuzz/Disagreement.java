package dev.remit.conformance.fuzz;

import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.LinkText;
import dev.remit.conformance.world.PolicyText;
import dev.remit.conformance.world.World;
import java.util.Map;

/// A question and the different answers to it, by the engine's name.
record Disagreement(World world, Ask ask, Map<String, String> answers) {
  /// As a person reads it.
  String report() {
    StringBuilder out = new StringBuilder();
    answers.forEach(
        (engine, answer) -> out.append(engine).append(": ").append(answer).append('\n'));
    for (PolicyText policy : world.policies()) {
      out.append("// ").append(policy.id()).append('\n').append(policy.content()).append('\n');
    }
    for (LinkText link : world.links()) {
      out.append("// ").append(link).append('\n');
    }
    return out.append("entities ")
        .append(world.entities())
        .append("\nrequest ")
        .append(ask)
        .toString();
  }
}
