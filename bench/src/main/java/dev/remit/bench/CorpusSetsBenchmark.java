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

/// One decision on each policy set of Cedar's benchmark corpus that has entities, on requests drawn
/// from its schema, checked against the official engine.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CorpusSetsBenchmark {
  static final int CALLS = 500;
  static final long SEED = 20261122;

  @Param({"remit-decision", "remit-response", "remit-lookup", "cedar-java"})
  public String engine = "";

  @Param({
    "oopsla/tinytodo",
    "oopsla/gdrive",
    "oopsla/github",
    "generated/access_control",
    "generated/api_gateway",
    "generated/cdn_edge",
    "generated/cicd",
    "generated/cloud_infra",
    "generated/data_platform",
    "generated/database_acl",
    "generated/decimal_simple",
    "generated/deeply_nested",
    "generated/duration_datetime",
    "generated/financial",
    "generated/gaming",
    "generated/healthcare",
    "generated/iot_platform",
    "generated/ip_complex",
    "generated/ip_simple",
    "generated/k8s_policies",
    "generated/many_policies",
    "generated/nested_attrs",
    "generated/rbac_deep",
    "generated/trading",
    "generated/warehouse"
  })
  public String set = "";

  private Peer peer = _ -> false;
  private int requests;
  private int next;

  @Setup(Level.Trial)
  public void load() {
    load(CALLS);
  }

  void load(int calls) {
    CedarWorkload workload = CorpusSets.open().workload(set, calls, SEED);
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
