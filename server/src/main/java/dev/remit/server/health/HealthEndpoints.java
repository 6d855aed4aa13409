package dev.remit.server.health;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.server.access.Right;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Responses;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// `/health/live`, `/health/ready` and `/metrics`. The first two are open to all, so that they tell
/// no more than whether something is well.
public final class HealthEndpoints {
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Readiness readiness;
  private final Metrics metrics;
  private final boolean openMetrics;

  public HealthEndpoints(Readiness readiness, Metrics metrics, boolean openMetrics) {
    this.readiness = Objects.requireNonNull(readiness, "readiness");
    this.metrics = Objects.requireNonNull(metrics, "metrics");
    this.openMetrics = openMetrics;
  }

  public List<Endpoint> all() {
    return List.of(
        Endpoint.open(
                HttpMethod.GET,
                "/health/live",
                "Tell that the service runs.",
                _ -> Responses.done(Responses.json(status("live"))))
            .under(Contract.answering("Live")),
        new Endpoint(
                HttpMethod.GET,
                "/health/ready",
                Optional.empty(),
                "Tell whether the service can decide and record; 503 if it cannot.",
                Endpoint.Kind.BLOCKING,
                this::ready)
            .under(Contract.answering("Ready").or(HttpStatus.SERVICE_UNAVAILABLE, "Ready")),
        new Endpoint(
                HttpMethod.GET,
                "/metrics",
                openMetrics ? Optional.empty() : Optional.of(Right.READ_METRICS),
                "Tell the numbers of the service, for Prometheus.",
                Endpoint.Kind.BLOCKING,
                this::metrics)
            .under(Contract.answering(HttpStatus.OK, "text/plain", "")));
  }

  private static Json status(String status) {
    return Json.object(Member.of("status", Json.string(status)));
  }

  private CompletionStage<HttpResponse> ready(Call call) {
    List<Readiness.Check> checks = readiness.checks();
    boolean isReady = checks.stream().allMatch(check -> check.isWell() || !check.isNeeded());
    Json json =
        Json.object(
            Member.of("status", Json.string(isReady ? "ready" : "not-ready")),
            Member.of("checks", Json.array(checks.stream().map(HealthEndpoints::toJson).toList())));
    return Responses.done(
        Responses.json(isReady ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, json));
  }

  private static Json toJson(Readiness.Check check) {
    return Json.object(
        Member.of("name", Json.string(check.name())), Member.of("well", Json.bool(check.isWell())));
  }

  private CompletionStage<HttpResponse> metrics(Call call) {
    return Responses.done(
        HttpResponse.of(
            HttpStatus.OK, MediaType.parse(METRICS_TYPE), HttpData.ofUtf8(metrics.text())));
  }
}
