package dev.remit.conformance.world;

import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.Verdict;
import java.util.List;

/// Something that decides requests in a world: the oracle, our engine, the reference evaluator.
public interface Engine {
  /// As reports call it.
  String name();

  /// Refused as a whole if policies or entities are; one verdict a request, in their order.
  Verdict<List<Verdict<Answer>>> decide(World world, List<Ask> asks);
}
