package dev.remit.server.authzen;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import dev.remit.pdp.input.EvaluationReader;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.access.Right;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.http.Call;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/// `POST /access/v1/evaluation`: may this subject do this to that resource?
public final class EvaluationEndpoint {
  private final DecisionService decisions;

  public EvaluationEndpoint(DecisionService decisions) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
  }

  public Endpoint endpoint() {
    return Endpoint.prompt(
        HttpMethod.POST,
        "/access/v1/evaluation",
        Right.EVALUATE,
        "Decide whether a subject may do an action on a resource.",
        this::answer);
  }

  private CompletionStage<HttpResponse> answer(Call call) throws Refused {
    Call.Body body = call.requireObject();
    RawRequest.Evaluation evaluation =
        EvaluationReader.read(call.requestId(), body.json(), body.mistakes());
    body.requireSound();
    Objects.requireNonNull(evaluation, "sound");
    call.requireSpeaksFor(evaluation.subject().type(), evaluation.resource().type());
    return decisions
        .decide(
            evaluation,
            call.credentialOf(evaluation.subject().type(), evaluation.subject().id()),
            decisions.basis(),
            call.caller().point())
        .thenApplyAsync(
            record -> Responses.json(EvaluationJson.write(record)), call.context().eventLoop());
  }
}
