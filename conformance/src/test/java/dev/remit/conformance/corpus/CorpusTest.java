package dev.remit.conformance.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.engine.PolicyError;
import dev.remit.cedar.engine.ReferenceEngine;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.engine.Response;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cli.corpus.Corpus;
import dev.remit.cli.corpus.CorpusCase;
import dev.remit.cli.terminal.Fault;
import dev.remit.testkit.SharedData;
import dev.remit.testkit.SmallStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every request of the public corpora gets the decision, the reasons and the errors that are known
/// for it, on a stack as small as a server's may be.
final class CorpusTest {
  private static final int STACK_BYTES = 256 * 1024;
  private static final List<String> PARTS = List.of("cedar/corpus-tests.tar.gz", "cedar/oopsla");
  private static final int CASES_MIN = 5_916;

  private final List<String> mismatches = new ArrayList<>();

  @Test
  void everyRequestIsAnsweredAsKnownOnASmallStack() {
    int cases = SmallStack.call(STACK_BYTES, this::all);
    assertThat(mismatches).isEmpty();
    assertThat(cases).isGreaterThan(CASES_MIN);
  }

  private int all() throws Fault, IOException, SyntaxException {
    int cases = 0;
    for (String part : PARTS) {
      Corpus corpus = Corpus.open(SharedData.require(part));
      for (Corpus.CaseFile file : corpus.caseFiles()) {
        ask(file.read());
      }
      cases += corpus.size();
    }
    return cases;
  }

  private void ask(CorpusCase known) throws SyntaxException {
    PolicySet policies = PolicySetReader.read(List.of(known.policies()), PolicyNaming.BY_POSITION);
    PolicyEngine engine = PolicyEngine.compile(policies);
    Entities entities = EntitiesJson.read(known.entities());
    for (CorpusCase.Question question : known.questions()) {
      Request request = request(known, question);
      check(known, question, "compiled", answer(engine.authorize(request, entities)));
      check(
          known,
          question,
          "reference",
          answer(ReferenceEngine.authorize(policies, request, entities)));
    }
  }

  private static Request request(CorpusCase known, CorpusCase.Question question)
      throws SyntaxException {
    return new Request(
        question.principal(),
        question.action(),
        question.resource(),
        ContextJson.read(
            new Diagnostics(known.source(), Limits.DIAGNOSTICS_MAX), question.context()));
  }

  private void check(
      CorpusCase known, CorpusCase.Question question, String engine, CorpusCase.Answer actual) {
    if (!actual.equals(question.expected())) {
      mismatches.add(known.name() + ": " + engine + ": " + actual + ", not " + question.expected());
    }
  }

  private static CorpusCase.Answer answer(Response response) {
    return new CorpusCase.Answer(
        response.permitted(),
        ids(response.reasons()),
        ids(response.errors().stream().map(PolicyError::policy).toList()));
  }

  private static CorpusCase.Answer answer(ReferenceEngine.Answer answer) {
    return new CorpusCase.Answer(
        answer.permitted(), ids(answer.reasons()), ids(answer.errors().keySet()));
  }

  private static Set<String> ids(Collection<PolicyId> policies) {
    return policies.stream().map(PolicyId::value).collect(Collectors.toSet());
  }
}
