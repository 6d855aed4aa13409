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

/// One decision on the OOPSLA 2024 workloads, checked against the official engine.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OopslaBenchmark {
  @Param({"remit-decision", "remit-response", "remit-lookup", "cedar-java"})
  public String engine = "";

  @Param({"gdrive", "github", "tinytodo"})
  public String application = "";

  @Param({"5", "10", "20", "50"})
  public int size;

  private Peer peer = _ -> false;
  private int requests;
  private int next;

  @Setup(Level.Trial)
  public void load() {
    CedarWorkload workload = OopslaWorkloads.load(application, size);
    requests = workload.calls().size();
    peer = Peers.open(engine, workload);
    Peers.requireSameAnswers(peer, Peers.open("cedar-java", workload), requests);
  }

  @Benchmark
  public boolean decide() {
    next = next + 1 == requests ? 0 : next + 1;
    return peer.isPermitted(next);
  }
}
