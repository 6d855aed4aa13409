package dev.remit.server.envoy;

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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// Below `/v1/ext-authz/`: may the request that Envoy holds pass? Envoy sends it as it is, without
/// its body, its path behind the prefix. The answer is 200, 403, or 401 where the request does not
/// say who acts, or its token proves nothing.
public final class CheckEndpoints {
  private static final String PREFIX = "/v1/ext-authz";
  private static final AsciiString PROTO = HttpHeaderNames.of("x-forwarded-proto");
  private static final Set<AsciiString> OWN =
      Set.of(
          PROTO, HttpHeaderNames.HOST, HttpHeaderNames.CONNECTION, HttpHeaderNames.CONTENT_LENGTH);

  private final Gateways gateways;

  public CheckEndpoints(Gateways gateways) {
    this.gateways = Objects.requireNonNull(gateways, "gateways");
  }

  /// One for each method.
  public List<Endpoint> endpoints() {
    return List.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS,
            HttpMethod.TRACE)
        .stream()
        .map(method ->
            Endpoint.forGateways(
                method,
                PREFIX + "/{*path}",
                "Decide whether Envoy lets a request through.",
                this::answer))
        .toList();
  }

  private CompletionStage<HttpResponse> answer(Call call) throws Refused {
    RawRequest.HttpCall raw =
        new RawRequest.HttpCall(
            call.requestId(),
            Targets.of(
                call.context().method().name(),
                call.headers().get(PROTO, ""),
                authority(call),
                target(call)),
            Gateways.headers(call.headers(), OWN),
            RawRequest.Presented.NOTHING,
            Provenance.ABSENT);
    return gateways.answer(call, raw);
  }

  private static String authority(Call call) {
    String authority = call.headers().authority();
    return authority == null ? "" : authority;
  }

  /// As it came: what the port makes of a path is for its own routes.
  private static String target(Call call) throws Refused {
    String target = call.context().rawPath();
    if (!target.startsWith(PREFIX + "/")) {
      throw new Refused(
          new Problem(
              HttpStatus.FORBIDDEN,
              "gateway.path",
              "the path does not begin with `" + PREFIX + "/`; set it as `path_prefix`"));
    }
    return target.substring(PREFIX.length());
  }
}
