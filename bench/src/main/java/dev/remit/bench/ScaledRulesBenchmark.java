package dev.remit.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One decision as policies and entities grow: what an index is for.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScaledRulesBenchmark {
  @Param({"remit-decision", "remit-response", "remit-lookup", "cedar-java"})
  public String engine = "";

  @Param({"10", "100", "1000", "10000"})
  public int policies;

  @Param({"1000", "100000"})
  public int entities;

  @Param public ScaledRules.Drawn drawn = ScaledRules.Drawn.ANY;

  private Peer peer = _ -> false;
  private int requests;
  private int next;

  @Setup(Level.Trial)
  public void load() {
    CedarWorkload workload = ScaledRules.of(policies, entities, drawn, 20261122);
    requests = workload.calls().size();
    peer = Peers.open(engine, workload);
    Peers.requireSameAnswers(peer, Peers.open("remit-response", workload), requests);
  }

  @Benchmark
  public boolean decide() {
    next = next + 1 == requests ? 0 : next + 1;
    return peer.isPermitted(next);
  }
}
