package dev.remit.server.forward;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.gateway.Gateways;
import dev.remit.server.gateway.Targets;
import dev.remit.server.http.Call;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import io.netty.util.AsciiString;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// `GET /v1/forward-auth`: may the request that a gateway holds pass? Its answer is 200, 403, or
/// 401 where the request does not say who acts, or its token proves nothing.
///
/// What the request is stands in headers that the gateway sets. A client may send the same ones, so
/// that headers that say different things are refused.
public final class ForwardAuthEndpoint {
  private static final AsciiString ORIGINAL_METHOD = HttpHeaderNames.of("x-original-method");
  private static final AsciiString ORIGINAL_URI = HttpHeaderNames.of("x-original-uri");
  private static final AsciiString METHOD = HttpHeaderNames.of("x-forwarded-method");
  private static final AsciiString URI = HttpHeaderNames.of("x-forwarded-uri");
  private static final AsciiString HOST = HttpHeaderNames.of("x-forwarded-host");
  private static final AsciiString PROTO = HttpHeaderNames.of("x-forwarded-proto");

  /// Of the exchange with the gateway, not of the request that it holds.
  private static final Set<AsciiString> OWN =
      Set.of(
          ORIGINAL_METHOD,
          ORIGINAL_URI,
          METHOD,
          URI,
          HOST,
          PROTO,
          HttpHeaderNames.HOST,
          HttpHeaderNames.CONNECTION,
          HttpHeaderNames.CONTENT_LENGTH);

  private final Gateways gateways;

  public ForwardAuthEndpoint(Gateways gateways) {
    this.gateways = Objects.requireNonNull(gateways, "gateways");
  }

  public Endpoint endpoint() {
    return Endpoint.forGateways(
        HttpMethod.GET,
        "/v1/forward-auth",
        "Decide whether nginx or Traefik lets a request through.",
        this::answer);
  }

  private CompletionStage<HttpResponse> answer(Call call) throws Refused {
    RawRequest.HttpCall raw =
        new RawRequest.HttpCall(
            call.requestId(),
            Targets.of(
                require(call, ORIGINAL_METHOD, METHOD),
                find(call, PROTO),
                find(call, HOST),
                require(call, ORIGINAL_URI, URI)),
            Gateways.headers(call.headers(), OWN),
            RawRequest.Presented.NOTHING,
            Provenance.ABSENT);
    return gateways.answer(call, raw);
  }

  /// The one value of headers that mean the same.
  private static String require(Call call, AsciiString... names) throws Refused {
    String value = find(call, names);
    if (value.isEmpty()) {
      throw refused(names, "missing");
    }
    return value;
  }

  /// Empty where there is none.
  private static String find(Call call, AsciiString... names) throws Refused {
    Set<String> values = new LinkedHashSet<>();
    for (AsciiString name : names) {
      List<String> all = call.headers().getAll(name);
      if (all.size() > 1) {
        throw refused(names, "there more than once");
      }
      values.addAll(all);
    }
    if (values.size() > 1) {
      throw refused(names, "not the same");
    }
    return values.isEmpty() ? "" : values.iterator().next();
  }

  private static Refused refused(AsciiString[] names, String what) {
    return new Refused(
        new Problem(
            HttpStatus.FORBIDDEN,
            "gateway.headers",
            "`%s` %s; have the gateway set one and clear others"
                .formatted(
                    String.join(
                        "`, `", List.of(names).stream().map(AsciiString::toString).toList()),
                    (names.length > 1 ? "are " : "is ") + what)));
  }
}
