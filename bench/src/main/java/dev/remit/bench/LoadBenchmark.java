package dev.remit.bench;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.text.PolicyParser;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// From text to what decides: 10,000 policies parsed and compiled, 100,000 entities read from JSON.
/// The first iteration is what a program pays that has just started.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 5)
public class LoadBenchmark {
  private CedarWorkload workload = new CedarWorkload("", "[]", List.of());

  @Setup(Level.Trial)
  public void generate() {
    generate(10_000, 100_000);
  }

  void generate(int policies, int entities) {
    workload = ScaledRules.of(policies, entities, ScaledRules.Drawn.ANY, 20261122);
  }

  @Benchmark
  public PolicyEngine policies() throws SyntaxException {
    return PolicyEngine.compile(
        PolicySet.byPosition(
            PolicyParser.parse(new Source("policies.cedar", workload.policies()))));
  }

  @Benchmark
  public Entities entities() throws SyntaxException {
    return EntitiesJson.read(new Source("entities.json", workload.entities()));
  }
}
