package dev.remit.server.gateway;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.Evaluated;
import dev.remit.server.decision.Question;
import dev.remit.server.http.Call;
import dev.remit.server.http.ProxyCredential;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/// Answers gateways that ask over HTTP.
public final class Gateways {
  private final DecisionService decisions;
  private final ClientTokens tokens;

  public Gateways(DecisionService decisions, ClientTokens tokens) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
  }

  /// Decides a request that a gateway asks about, if the gateway may ask about it.
  public CompletionStage<HttpResponse> answer(Call call, RawRequest.HttpCall raw) {
    return tokens
        .question(
            raw, Optional::empty, decisions, call.caller().point(), call.context().eventLoop())
        .thenCompose(question -> answer(call, question));
  }

  private CompletionStage<HttpResponse> answer(Call call, Question question) {
    Evaluated evaluated = decisions.evaluate(question);
    try {
      call.requireSpeaksFor(evaluated.record().inputs().mapped());
    } catch (Refused e) {
      return Responses.done(e.problem().toResponse());
    }
    return decisions
        .keep(decisions.settle(evaluated))
        .thenApplyAsync(kept -> Ruling.of(kept).toResponse(), call.context().eventLoop());
  }

  /// The headers of the request that is asked about: without those of HTTP/2 itself, the gateway's
  /// credential and those that are `not` of the request.
  public static SortedMap<String, List<String>> headers(
      RequestHeaders headers, Set<AsciiString> not) {
    SortedMap<String, List<String>> values = new TreeMap<>();
    headers.forEach((name, value) -> {
      if (name.charAt(0) != ':' && !name.equals(ProxyCredential.HEADER) && !not.contains(name)) {
        values.computeIfAbsent(name.toString(), _ -> new ArrayList<>()).add(value);
      }
    });
    return values;
  }
}
