package dev.remit.server.authzen;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.request.RawRequest.Sought;
import dev.remit.server.access.Gate;
import dev.remit.server.credential.TransactionTokens;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.http.Call;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/// The API as rows of the table of endpoints, and what they have in common.
public final class Authzen {
  static final String EVALUATION = "/access/v1/evaluation";
  static final String EVALUATIONS = "/access/v1/evaluations";
  static final String SEARCH = "/access/v1/search/";

  private Authzen() {}

  /// Those of one tenant, whose searches have an equal share of what may be pinned.
  public static List<Endpoint> endpoints(
      DecisionService decisions, Gate gate, TransactionTokens transactions, Settings settings) {
    Answers answers = new Answers(gate);
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(new EvaluationEndpoint(decisions, transactions, answers).endpoint());
    endpoints.add(
        new EvaluationsEndpoint(decisions, transactions, answers, settings.limits().batch())
            .endpoint());
    SearchPins pins =
        new SearchPins(decisions::now, SearchPins.CANDIDATES_MAX / settings.bundles().size());
    for (Sought sought : Sought.values()) {
      endpoints.add(new SearchEndpoint(decisions, transactions, pins, sought).endpoint());
    }
    endpoints.add(new MetadataEndpoint(settings.listen().publicUrl()).endpoint());
    return endpoints;
  }

  /// The body of a call. Another media type than JSON is a 400 here, as the certification scenario
  /// asks.
  static Call.Body requireBody(Call call) throws Refused {
    try {
      return call.requireObject();
    } catch (Refused refused) {
      Problem problem = refused.problem();
      throw problem.status().equals(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
          ? new Refused(new Problem(HttpStatus.BAD_REQUEST, problem.code(), problem.detail()))
          : refused;
    }
  }

  /// What the transaction token of a call, if it has one, adds to what is known of what it asks.
  static CompletionStage<UnaryOperator<LiveContext>> transaction(
      Call call, TransactionTokens transactions) {
    return transactions.read(call.headers().getAll(TransactionTokens.HEADER));
  }
}
