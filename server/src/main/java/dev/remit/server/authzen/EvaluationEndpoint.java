package dev.remit.server.authzen;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.input.EvaluationReader;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.access.Right;
import dev.remit.server.credential.TransactionTokens;
import dev.remit.server.decision.Basis;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.Question;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import dev.remit.server.ledger.TaskHeaders;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/// `POST /access/v1/evaluation`: may this subject do this to that resource?
final class EvaluationEndpoint {
  private final DecisionService decisions;
  private final TransactionTokens transactions;
  private final Answers answers;

  EvaluationEndpoint(DecisionService decisions, TransactionTokens transactions, Answers answers) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
    this.transactions = Objects.requireNonNull(transactions, "transactions");
    this.answers = Objects.requireNonNull(answers, "answers");
  }

  Endpoint endpoint() {
    return Endpoint.prompt(
            HttpMethod.POST,
            Authzen.EVALUATION,
            Right.EVALUATE,
            "Decide whether a subject may do an action on a resource.",
            this::answer)
        .describedBy(Contract.answering("Evaluation").taking("EvaluationRequest"));
  }

  private CompletionStage<HttpResponse> answer(Call call) throws Refused {
    return answer(call, Authzen.requireBody(call), decisions, transactions, answers);
  }

  /// The body as one evaluation.
  static CompletionStage<HttpResponse> answer(
      Call call,
      Call.Body body,
      DecisionService decisions,
      TransactionTokens transactions,
      Answers answers)
      throws Refused {
    RawRequest.Evaluation evaluation =
        EvaluationReader.read(call.requestId(), body.json(), body.mistakes());
    body.requireSound();
    Objects.requireNonNull(evaluation, "sound");
    call.requireSpeaksFor(evaluation.subject().type(), evaluation.resource().type());
    Basis basis = decisions.basis();
    TaskHeaders headers = TaskHeaders.require(call.headers(), decisions.tokens(), decisions.now());
    LiveContext known = call.knownOf(evaluation.subject().type(), evaluation.subject().id());
    return Authzen.transaction(call, transactions)
        .thenCompose(adding ->
            decisions.decide(
                new Question(
                    evaluation,
                    adding.apply(known),
                    basis,
                    call.caller().point(),
                    headers.task(),
                    headers.attempt())))
        .thenComposeAsync(
            record -> {
              Problem reused = ReusedKey.find(record);
              return reused != null
                  ? Responses.done(reused.toResponse())
                  : answers.write(
                      call,
                      basis,
                      List.of(record),
                      written -> BasisHeader.answer(basis, written.getFirst()));
            },
            call.context().eventLoop());
  }
}
