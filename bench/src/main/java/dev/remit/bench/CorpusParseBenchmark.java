package dev.remit.bench;

import com.cedarpolicy.model.exception.InternalException;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.text.PolicyParser;
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

/// From text to policies, for each policy set of Cedar's benchmark corpus. Parsers take longer to
/// warm up than decisions.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
public class CorpusParseBenchmark {
  @Param({
    "tinytodo",
    "oopsla/tinytodo",
    "oopsla/gdrive",
    "oopsla/github",
    "clauses-1kb",
    "clauses-10kb",
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

  private Source policies = new Source("policies.cedar", "");

  @Setup(Level.Trial)
  public void load() {
    policies = CorpusSets.open().policies(set);
  }

  /// Parsed and compiled: what decides.
  @Benchmark
  public PolicyEngine remit() throws SyntaxException {
    return PolicyEngine.compile(PolicySet.byPosition(PolicyParser.parse(policies)));
  }

  /// Parsed through JNI: each policy's text and id, not yet what decides.
  @Benchmark
  public com.cedarpolicy.model.policy.PolicySet cedarJava() throws InternalException {
    return com.cedarpolicy.model.policy.PolicySet.parsePolicies(policies.text());
  }
}
