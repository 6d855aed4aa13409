package dev.remit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.insight.rate.Counts;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.store.entity.DamagedHistory;
import dev.remit.store.entity.EntityLookup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Loading a benchmark checks every answer of its engine, and throws on a wrong one.
final class BenchmarksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "remit-decision",
        "remit-response",
        "remit-lookup",
        "hand-written",
        "cedar-java",
        "sapl",
        "jcasbin",
        "authzforce"
      })
  void everyEngineAnswersTheMixedRulesRight(String engine) {
    MixedRulesBenchmark benchmark = new MixedRulesBenchmark();
    benchmark.engine = engine;
    benchmark.rules = 20;
    benchmark.load();
    benchmark.decide();
    benchmark.close();
  }

  @Test
  void aDecisionInATaskIsPermittedAsOneOutsideAndChangesTheTask() throws SyntaxException {
    TaskBenchmark benchmark = new TaskBenchmark();
    benchmark.tasks = 10;
    benchmark.load();
    assertThat(benchmark.outside().decision().isPermit()).isTrue();
    DecisionRecord inside = benchmark.inside();
    assertThat(inside.decision().isPermit()).isTrue();
    assertThat(inside.task())
        .isInstanceOfSatisfying(
            TaskChange.Used.class, used -> assertThat(used.after()).isEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gdrive", "github", "tinytodo"})
  void theOopslaWorkloadsRun(String application) {
    OopslaBenchmark benchmark = new OopslaBenchmark();
    benchmark.engine = "remit-response";
    benchmark.application = application;
    benchmark.size = 5;
    benchmark.load();
    benchmark.decide();
  }

  @ParameterizedTest
  @EnumSource
  void theScaledRulesRun(ScaledRules.Drawn drawn) {
    ScaledRulesBenchmark benchmark = new ScaledRulesBenchmark();
    benchmark.engine = "remit-decision";
    benchmark.policies = 100;
    benchmark.entities = 1000;
    benchmark.drawn = drawn;
    benchmark.load();
    benchmark.decide();
  }

  @ParameterizedTest
  @EnumSource
  void theOfficialEngineAnswersTheScaledRulesAsWeDo(ScaledRules.Drawn drawn) {
    ScaledRulesBenchmark benchmark = new ScaledRulesBenchmark();
    benchmark.engine = "cedar-java";
    benchmark.policies = 10;
    benchmark.entities = 1000;
    benchmark.drawn = drawn;
    benchmark.load();
    benchmark.decide();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pay", "mail"})
  void callsWithArgumentFlowRun(String call) {
    FlowBenchmark benchmark = new FlowBenchmark();
    benchmark.tasks = 10;
    benchmark.call = call;
    benchmark.open();
    assertThat(benchmark.withFlow().decision().isPermit()).isTrue();
    assertThat(benchmark.prepared().decision().isPermit()).isTrue();
    assertThat(benchmark.outside().decision().isPermit()).isFalse();
    DecisionRecord inside = benchmark.inside();
    assertThat(inside.decision().isPermit()).isTrue();
    assertThat(inside.task())
        .isInstanceOfSatisfying(
            TaskChange.Used.class, used -> assertThat(used.effects().isSpending()).isTrue());
    assertThat(benchmark.intake()).isPositive();
  }

  @Test
  void policiesAndEntitiesLoad() throws SyntaxException {
    LoadBenchmark benchmark = new LoadBenchmark();
    benchmark.generate(100, 1000);
    assertThat(benchmark.policies().policySet().policies()).hasSize(100);
    assertThat(benchmark.entities().size()).isEqualTo(1000);
  }

  @Test
  void everyVersionOfTheEntityHistoryIsFound() throws IOException, DamagedHistory {
    EntityHistoryBenchmark benchmark = new EntityHistoryBenchmark();
    benchmark.generate(1000, 20);
    try {
      assertThat(benchmark.opening().sequence()).isEqualTo(21);
      assertThat(benchmark.versionOfTheMiddle()).isInstanceOf(EntityLookup.Found.class);
      assertThat(benchmark.allVersionsInTurn()).isEqualTo(22);
      assertThat(benchmark.bytes()).isPositive();
    } finally {
      benchmark.remove();
    }
  }

  @Test
  void theLogAnswersItsQuestions(@TempDir Path folder) throws Exception {
    LogQueryBenchmark benchmark = new LogQueryBenchmark();
    benchmark.rows = 2000;
    benchmark.folder = folder.toString();
    benchmark.open();
    try {
      benchmark.opening();
      assertThat(benchmark.oneRecord()).isEqualTo(1);
      assertThat(benchmark.newestOfAnIdentityOnADay()).isEqualTo(benchmark.allOfAnIdentityOnADay());
      assertThat(benchmark.newest()).isEqualTo(50);
      assertThat(benchmark.newestDenied()).isEqualTo(50);
      assertThat(benchmark.failuresOfEachIdentityAndHour())
          .isEqualTo(benchmark.failuresOfEachIdentityAndHourFromRows());
    } finally {
      benchmark.close();
    }
  }

  @Test
  void ratesCountEveryRecord(@TempDir Path folder) throws Exception {
    RatesBenchmark benchmark = new RatesBenchmark();
    benchmark.records = 20_000;
    benchmark.folder = folder.toString();
    benchmark.open();
    try {
      Counts whole = benchmark.whole().whole().counts();
      assertThat(whole.attempts()).isEqualTo(20_000);
      assertThat(whole.denied()).isBetween(2_200L, 2_800L);
      assertThat(benchmark.byIdentityAndHour().whole().counts()).isEqualTo(whole);
      assertThat(benchmark.byActionOnADay().groups()).hasSize(50);
    } finally {
      benchmark.close();
    }
  }

  @Test
  void theMixedRulesPermitSevenRequestsInTen() {
    MixedRules world = new MixedRules(200, 20261122);
    long permitted =
        IntStream.range(0, world.calls().size())
            .filter(i -> world.expected(world.calls().get(i)))
            .count();
    assertThat(permitted).isEqualTo(700);
  }
}
