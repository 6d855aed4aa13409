package dev.remit.server.kubernetes;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.mapping.KubernetesRules;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.access.Right;
import dev.remit.server.decision.Basis;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.Evaluated;
import dev.remit.server.decision.Question;
import dev.remit.server.http.Call;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/// `POST /v1/kubernetes/authorize`: may a user of a Kubernetes cluster do this?
public final class AccessReviewEndpoint {
  private final DecisionService decisions;

  public AccessReviewEndpoint(DecisionService decisions) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
  }

  public Endpoint endpoint() {
    return Endpoint.prompt(
        HttpMethod.POST,
        "/v1/kubernetes/authorize",
        Right.EVALUATE,
        "Decide for a Kubernetes API server: a SubjectAccessReview.",
        this::answer);
  }

  private CompletionStage<HttpResponse> answer(Call call) throws Refused {
    AccessReviewJson review = AccessReviewJson.read(call.requireObject().json());
    RawRequest raw = review.toRequest(call.requestId());
    Basis basis = decisions.basis();
    Evaluated evaluated =
        decisions.evaluate(new Question(raw, LiveContext.NONE, basis, call.caller().point()));
    call.requireSpeaksFor(evaluated.record().inputs().mapped());
    KubernetesRules rules = basis.bundle().manifest().mapping().kubernetes();
    KubernetesRules.NoPermit noPermit =
        rules == null ? KubernetesRules.NoPermit.DENIED : rules.noPermit();
    return decisions
        .keep(decisions.settle(evaluated))
        .thenApplyAsync(
            kept -> Responses.json(review.answer(AccessStatus.of(kept, noPermit))),
            call.context().eventLoop());
  }
}
