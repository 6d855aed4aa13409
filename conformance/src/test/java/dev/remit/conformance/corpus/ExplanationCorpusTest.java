package dev.remit.conformance.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.engine.Response;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.explain.ExplanationPrinter;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cli.corpus.Corpus;
import dev.remit.cli.corpus.CorpusCase;
import dev.remit.cli.terminal.Fault;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Explanations of the public corpus answer as the engine does, whose answers [CorpusTest] judges.
final class ExplanationCorpusTest {
  /// Every case whose number is divisible by it.
  private static final int EVERY = 4;

  @Test
  void explanationsAnswerAsTheEngineDoes() throws Fault, SyntaxException, IOException {
    Corpus corpus = Corpus.open(SharedData.require("cedar/corpus-tests.tar.gz"));
    int number = 0;
    int explained = 0;
    for (Corpus.CaseFile file : corpus.caseFiles()) {
      if (number++ % EVERY == 0) {
        explained += explain(file.read());
      }
    }
    assertThat(explained).isGreaterThan(10_000);
  }

  private static int explain(CorpusCase known) throws SyntaxException {
    PolicyEngine engine =
        PolicyEngine.compile(
            PolicySetReader.read(List.of(known.policies()), PolicyNaming.BY_POSITION));
    Entities entities = EntitiesJson.read(known.entities());
    for (CorpusCase.Question question : known.questions()) {
      Request request = request(known, question);
      Response response = engine.authorize(request, entities);
      Explanation explanation = engine.explain(request, entities);
      assertThat(explanation.permitted()).as(known.name()).isEqualTo(response.permitted());
      assertThat(explanation.reasons()).as(known.name()).isEqualTo(response.reasons());
      assertThat(explanation.errors()).as(known.name()).isEqualTo(response.errors());
      assertThat(ExplanationPrinter.print(explanation)).contains(": ");
    }
    return known.questions().size();
  }

  private static Request request(CorpusCase known, CorpusCase.Question question)
      throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(known.source(), Limits.DIAGNOSTICS_MAX);
    return new Request(
        question.principal(),
        question.action(),
        question.resource(),
        ContextJson.read(diagnostics, question.context()));
  }
}
