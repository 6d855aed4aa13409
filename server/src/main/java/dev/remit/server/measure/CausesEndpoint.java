package dev.remit.server.measure;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import dev.remit.insight.cause.Cause;
import dev.remit.insight.cause.CauseJson;
import dev.remit.insight.cause.History;
import dev.remit.insight.declared.SourcesOfTruth;
import dev.remit.insight.rate.Scope;
import dev.remit.server.access.Right;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import dev.remit.store.data.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/// `GET /v1/causes`: what explains the denials of one tenant; the question and the answer of `remit
/// causes`.
public final class CausesEndpoint {
  /// A class rests on what was before a denial, so that less than this shows little.
  private static final Duration WINDOW = Duration.ofDays(7);

  /// A tenth and less of what a process may remember that does nothing else: at most 40 MiB of
  /// changes with their parameters, and as much of permits.
  static final History.Limits LIMITS = new History.Limits(5_000, 100_000, 50_000, 5_000);

  private static final int TOP = 20;
  private static final int TOP_MAX = 1_000;

  private final TenantId tenant;
  private final Questions questions;
  private final InstantSource clock;

  public CausesEndpoint(TenantId tenant, Questions questions, InstantSource clock) {
    this.tenant = Objects.requireNonNull(tenant, "tenant");
    this.questions = Objects.requireNonNull(questions, "questions");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  public Endpoint endpoint() {
    return Endpoint.blocking(
            HttpMethod.GET,
            "/v1/causes",
            Right.READ_DECISIONS,
            "Say what explains the denials, what class each cause is of and why.",
            this::answer)
        .under(
            Window.under(Contract.answering("Causes"), "The last seven days")
                .with("top", "integer", "How many causes are told; 20 if left out."));
  }

  private CompletionStage<HttpResponse> answer(Call call) throws Refused {
    int top = (int) call.whole("top", TOP, 1, TOP_MAX);
    Window window = Window.read(call, clock.instant(), WINDOW);
    Scope scope = new Scope(window.from(), window.until(), null, null, tenant.value());
    return questions.answer(
        call.context().whenRequestCancelling(),
        table -> {
          History history = new History(SourcesOfTruth.NONE, LIMITS);
          history.addAll(table, scope.conditions());
          List<Cause> causes = history.causes();
          return Responses.json(CauseJson.report(history, causes, causes, top));
        });
  }
}
