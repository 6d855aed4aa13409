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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One decision on the mixed rules, for every engine that can be given them. Every engine has
/// loaded the rules and built its request objects beforehand; every answer was checked.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MixedRulesBenchmark {
  private static final long SEED = 20261122;

  @Param({
    "remit-decision",
    "remit-response",
    "remit-lookup",
    "hand-written",
    "cedar-java",
    "sapl",
    "jcasbin",
    "authzforce"
  })
  public String engine = "";

  @Param({"20", "200"})
  public int rules;

  private Peer peer = _ -> false;
  private int next;

  @Setup(Level.Trial)
  public void load() {
    MixedRules world = new MixedRules(rules, SEED);
    peer = Peers.open(engine, world);
    Peers.requireRightAnswers(peer, world);
  }

  @TearDown(Level.Trial)
  public void close() {
    peer.close();
  }

  @Benchmark
  public boolean decide() {
    next = next + 1 == MixedRules.REQUESTS ? 0 : next + 1;
    return peer.isPermitted(next);
  }
}
