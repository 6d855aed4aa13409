package dev.remit.server.authzen;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.server.access.Right;
import dev.remit.server.authzen.BatchReader.Batch;
import dev.remit.server.authzen.BatchReader.Entry;
import dev.remit.server.credential.TransactionTokens;
import dev.remit.server.decision.Basis;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.Question;
import dev.remit.server.decision.Settled;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.ledger.TaskHeaders;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/// `POST /access/v1/evaluations`: many evaluations on one basis, answered in order. Without
/// evaluations the body is a single one.
///
/// All are decided first and then recorded together. An answer whose record failed is a denial, and
/// under `deny_on_first_deny` the last one.
final class EvaluationsEndpoint {
  private final DecisionService decisions;
  private final TransactionTokens transactions;
  private final Answers answers;
  private final int evaluationsMax;

  EvaluationsEndpoint(
      DecisionService decisions,
      TransactionTokens transactions,
      Answers answers,
      int evaluationsMax) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
    this.transactions = Objects.requireNonNull(transactions, "transactions");
    this.answers = Objects.requireNonNull(answers, "answers");
    this.evaluationsMax = evaluationsMax;
  }

  Endpoint endpoint() {
    return Endpoint.blocking(
            HttpMethod.POST,
            Authzen.EVALUATIONS,
            Right.EVALUATE,
            "Decide many evaluations on one version of policies and entities.",
            this::answer)
        .describedBy(Contract.answering("Evaluations").taking("EvaluationsRequest"));
  }

  private CompletionStage<HttpResponse> answer(Call call) throws Refused {
    Call.Body body = Authzen.requireBody(call);
    Batch batch = BatchReader.read(call.requestId(), body, evaluationsMax);
    if (batch == null) {
      return EvaluationEndpoint.answer(call, body, decisions, transactions, answers);
    }
    for (Entry entry : batch.entries()) {
      if (entry instanceof Entry.Sound(var evaluation)) {
        call.requireSpeaksFor(evaluation.subject().type(), evaluation.resource().type());
      }
    }
    TaskHeaders headers = TaskHeaders.require(call.headers(), decisions.tokens(), decisions.now());
    return Authzen.transaction(call, transactions)
        .thenCompose(adding -> answer(call, batch, headers, adding));
  }

  private CompletionStage<HttpResponse> answer(
      Call call, Batch batch, TaskHeaders headers, UnaryOperator<LiveContext> adding) {
    Basis basis = decisions.basis();
    List<Outcome> outcomes = decide(batch, basis, headers, call, adding);
    return kept(outcomes)
        .thenComposeAsync(
            records ->
                answers.write(
                    call,
                    basis,
                    records,
                    written -> response(batch, basis, outcomes, records, written)),
            call.context().eventLoop());
  }

  /// What came of one evaluation that was executed.
  private sealed interface Outcome {
    record Decided(Settled settled) implements Outcome {}

    record Faulty(Problem problem) implements Outcome {}
  }

  /// Each takes its effects before the next one is decided. An attempt key stands for all of them,
  /// each by its place in the batch.
  private List<Outcome> decide(
      Batch batch, Basis basis, TaskHeaders headers, Call call, UnaryOperator<LiveContext> adding) {
    List<Outcome> outcomes = new ArrayList<>(batch.entries().size());
    for (Entry entry : batch.entries()) {
      boolean permitted = false;
      switch (entry) {
        case Entry.Sound(var evaluation) -> {
          Settled settled =
              decisions.settle(
                  decisions.evaluate(
                      new Question(
                          evaluation,
                          adding.apply(
                              call.knownOf(evaluation.subject().type(), evaluation.subject().id())),
                          basis,
                          call.caller().point(),
                          headers.task(),
                          headers.attempt().isEmpty()
                              ? ""
                              : headers.attempt() + "/" + outcomes.size())));
          permitted = settled.record().decision().isPermit();
          outcomes.add(new Outcome.Decided(settled));
        }
        case Entry.Faulty(Problem problem) -> outcomes.add(new Outcome.Faulty(problem));
      }
      if (batch.semantic().endsWith(permitted)) {
        break;
      }
    }
    return outcomes;
  }

  private CompletionStage<List<DecisionRecord>> kept(List<Outcome> outcomes) {
    List<CompletableFuture<DecisionRecord>> kept = new ArrayList<>(outcomes.size());
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Decided(Settled settled)) {
        kept.add(decisions.keep(settled).toCompletableFuture());
      }
    }
    return CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new))
        .thenApply(_ -> kept.stream().map(CompletableFuture::join).toList());
  }

  /// `records` and `written` are those of the outcomes that were decided.
  private static HttpResponse response(
      Batch batch,
      Basis basis,
      List<Outcome> outcomes,
      List<DecisionRecord> records,
      List<Json.JsonObject> written) {
    Iterator<DecisionRecord> record = records.iterator();
    Iterator<Json.JsonObject> json = written.iterator();
    List<Json> evaluations = new ArrayList<>(outcomes.size());
    for (Outcome outcome : outcomes) {
      boolean permitted = false;
      switch (outcome) {
        case Outcome.Decided _ -> {
          DecisionRecord next = record.next();
          Json answer = json.next();
          Problem reused = ReusedKey.find(next);
          permitted = next.decision().isPermit();
          evaluations.add(reused == null ? answer : EvaluationJson.write(reused));
        }
        case Outcome.Faulty(Problem problem) -> evaluations.add(EvaluationJson.write(problem));
      }
      if (batch.semantic().endsWith(permitted)) {
        break;
      }
    }
    return BasisHeader.answer(
        basis, Json.object(Member.of("evaluations", Json.array(evaluations))));
  }
}
