package dev.remit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.model.exception.InternalException;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.schema.ActionType;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/// Loading the benchmark of decisions compares every answer with the official engine's.
final class CorpusSetsTest {
  /// On their entities, whose attributes are random, no request drawn is permitted.
  private static final List<String> PERMITTING_NOTHING =
      List.of("generated/database_acl", "generated/many_policies");

  static List<String> names() {
    return CorpusSets.open().names();
  }

  static List<String> namesWithEntities() {
    return CorpusSets.open().namesWithEntities();
  }

  private static CedarWorkload workload(String set) {
    return CorpusSets.open().workload(set, CorpusSetsBenchmark.CALLS, CorpusSetsBenchmark.SEED);
  }

  @Test
  void theBenchmarksNameTheSetsOfTheCorpus() throws NoSuchFieldException {
    assertThat(parameters(CorpusSetsBenchmark.class)).isEqualTo(namesWithEntities());
    assertThat(parameters(CorpusParseBenchmark.class)).isEqualTo(names());
  }

  private static List<String> parameters(Class<?> benchmark) throws NoSuchFieldException {
    return List.of(benchmark.getField("set").getAnnotation(Param.class).value());
  }

  @ParameterizedTest
  @MethodSource("namesWithEntities")
  void bothEnginesAnswerAlike(String set) {
    CorpusSetsBenchmark benchmark = new CorpusSetsBenchmark();
    benchmark.engine = "remit-lookup";
    benchmark.set = set;
    benchmark.load(50);
    benchmark.decide();
  }

  @ParameterizedTest
  @MethodSource("namesWithEntities")
  void requestsArePermittedAndDenied(String set) {
    CedarWorkload workload = workload(set);
    Peer peer = Peers.open("remit-response", workload);
    int count = workload.calls().size();
    long permitted = IntStream.range(0, count).filter(peer::isPermitted).count();
    assertThat(permitted).isLessThan(count);
    assertThat(permitted == 0).isEqualTo(PERMITTING_NOTHING.contains(set));
  }

  @ParameterizedTest
  @MethodSource("namesWithEntities")
  void requestsConformToTheSchema(String set) throws SyntaxException {
    Schema schema = CorpusSets.open().schema(set);
    for (CedarWorkload.Call call : workload(set).calls()) {
      EntityUid uid = EntityUid.of(call.action().type(), call.action().id());
      ActionType action = Objects.requireNonNull(schema.findAction(uid));
      assertThat(
              action.appliesTo(new Name(call.principal().type()), new Name(call.resource().type())))
          .isTrue();
      Source context = new Source("context", call.context());
      assertThat(ContextJson.read(context, schema, uid)).isEqualTo(ContextJson.read(context));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void bothEnginesReadAsManyPolicies(String set) throws SyntaxException, InternalException {
    CorpusParseBenchmark benchmark = new CorpusParseBenchmark();
    benchmark.set = set;
    benchmark.load();
    assertThat(benchmark.remit().policySet().policies())
        .hasSize(benchmark.cedarJava().getNumPolicies());
  }
}
