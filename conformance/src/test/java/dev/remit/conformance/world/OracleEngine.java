package dev.remit.conformance.world;

import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.Oracle;
import dev.remit.conformance.oracle.Verdict;
import java.util.List;

/// The official engine. A single request goes the way that also sees duplicate keys of JSON; many
/// share one parsed policy set.
public final class OracleEngine implements Engine {
  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public Verdict<List<Verdict<Answer>>> decide(World world, List<Ask> asks) {
    if (asks.size() == 1) {
      return new Verdict.Accepted<>(
          List.of(
              Oracle.authorize(world.forOracle(), world.entities(), asks.getFirst().forOracle())));
    }
    return Oracle.authorizeAll(
        world.forOracle(), world.entities(), asks.stream().map(Ask::forOracle).toList());
  }
}
