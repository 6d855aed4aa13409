package dev.remit.conformance.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cli.corpus.CaseJudge;
import dev.remit.cli.corpus.Corpus;
import dev.remit.cli.corpus.Mismatch;
import dev.remit.cli.corpus.Verdict;
import dev.remit.cli.terminal.Fault;
import dev.remit.testkit.SharedData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Our engine answers as the corpora say: decision, reasons and errors.
final class CorpusTest {
  @Test
  void everyGeneratedCaseIsAnsweredAsExpected() throws Fault {
    judge("cedar/corpus-tests.tar.gz", 5_916, 47_328);
  }

  @Test
  void everyWorkloadIsAnsweredAsExpected() throws Fault {
    judge("cedar/oopsla", 42, 21_000);
  }

  private static void judge(String path, int cases, int requests) throws Fault {
    Corpus corpus = Corpus.open(SharedData.require(path));
    List<Mismatch> mismatches = new ArrayList<>();
    int asked = 0;
    for (Corpus.CaseFile file : corpus.caseFiles()) {
      Verdict verdict = CaseJudge.judge(file);
      mismatches.addAll(verdict.mismatches());
      asked += verdict.requests();
    }
    assertThat(mismatches).isEmpty();
    assertThat(corpus.size()).isEqualTo(cases);
    assertThat(asked).isEqualTo(requests);
  }
}
