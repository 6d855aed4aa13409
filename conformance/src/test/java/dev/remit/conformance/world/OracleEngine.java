package dev.remit.conformance.world;

import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.Oracle;
import dev.remit.conformance.oracle.Verdict;
import java.util.List;

/// The official engine.
public final class OracleEngine implements Engine {
  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public Verdict<List<Verdict<Answer>>> decide(World world, List<Ask> asks) {
    return Oracle.authorizeAll(
        world.forOracle(), world.entities(), asks.stream().map(Ask::forOracle).toList());
  }
}
