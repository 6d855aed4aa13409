package dev.remit.server.measure;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.MediaTypeSet;
import dev.remit.insight.cause.RiseCauses;
import dev.remit.insight.declared.Declarations;
import dev.remit.insight.declared.SourcesOfTruth;
import dev.remit.insight.rate.Dimension;
import dev.remit.insight.rate.Question;
import dev.remit.insight.rate.RateReader;
import dev.remit.insight.rate.RateReport;
import dev.remit.insight.rate.RatesCsv;
import dev.remit.insight.rate.RatesJson;
import dev.remit.insight.rate.Scope;
import dev.remit.pdp.record.RecordKind;
import dev.remit.server.access.Right;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import dev.remit.store.data.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.concurrent.CompletionStage;

/// `GET /v1/rates`: how often authority was wanting, of one tenant; the question and the answer of
/// `remit rates`.
public final class RatesEndpoint {
  private static final Duration WINDOW = Duration.ofDays(1);
  private static final int TOP = 20;
  private static final MediaTypeSet FORMS = MediaTypeSet.of(MediaType.JSON, MediaType.CSV_UTF_8);

  private final TenantId tenant;
  private final Questions questions;
  private final InstantSource clock;

  public RatesEndpoint(TenantId tenant, Questions questions, InstantSource clock) {
    this.tenant = Objects.requireNonNull(tenant, "tenant");
    this.questions = Objects.requireNonNull(questions, "questions");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /// What is asked, and how it is to be answered.
  private record Asked(Question question, boolean quick, boolean rises, boolean csv) {}

  public Endpoint endpoint() {
    return Endpoint.blocking(
            HttpMethod.GET,
            "/v1/rates",
            Right.READ_DECISIONS,
            "Count authorization failures, each rate with what it is a part of.",
            this::answer)
        .under(
            Window.under(Contract.answering("Rates").orAs("text/csv"), "The last day")
                .with(
                    "by",
                    "string",
                    "What attempts are told apart by, at most three: " + Dimension.choices() + ".")
                .with("kind", "string", "Only " + RecordKind.choicesInRates() + ".")
                .with("source", "string", "Only what was read from that kind of log.")
                .with("top", "integer", "How many groups are named; 20 if left out.")
                .with("quick", "boolean", "Read no records for what counts do not tell.")
                .with("rises", "boolean", "Also hold identities against their own history."));
  }

  private CompletionStage<HttpResponse> answer(Call call) throws Refused {
    Asked asked = read(call);
    return questions.answer(
        call.context().whenRequestCancelling(),
        table -> {
          RateReport report =
              new RiseCauses(table, SourcesOfTruth.NONE, CausesEndpoint.LIMITS)
                  .explained(
                      new RateReader(table, Declarations.NONE)
                          .read(asked.question(), !asked.quick() && !asked.csv(), asked.rises()));
          return asked.csv()
              ? HttpResponse.of(
                  HttpStatus.OK,
                  MediaType.CSV_UTF_8,
                  String.join("\r\n", RatesCsv.lines(report)) + "\r\n")
              : Responses.json(RatesJson.of(report));
        });
  }

  private Asked read(Call call) throws Refused {
    Window window = Window.read(call, clock.instant(), WINDOW);
    Scope scope =
        new Scope(
            window.from(),
            window.until(),
            call.query("kind").isPresent() ? kind(call.query("kind").get()) : null,
            call.query("source").orElse(null),
            tenant.value());
    int top = (int) call.whole("top", TOP, 0, Question.TOP_MAX);
    boolean csv =
        MediaType.CSV_UTF_8.equals(
            FORMS.matchHeaders(call.headers().getAll(HttpHeaderNames.ACCEPT)));
    boolean rises = flag(call, "rises");
    if (csv && rises) {
      throw new Refused(
          Problem.parameter(
              "rises", "true", "is not in CSV, which has groups alone; ask for JSON"));
    }
    return new Asked(new Question(scope, by(call), top), flag(call, "quick"), rises, csv);
  }

  private static RecordKind kind(String text) throws Refused {
    return RecordKind.findInRates(text)
        .orElseThrow(() ->
            new Refused(
                Problem.parameter(
                    "kind", text, "is in no rate; it is " + RecordKind.choicesInRates())));
  }

  private static List<Dimension> by(Call call) throws Refused {
    SequencedSet<Dimension> by = new LinkedHashSet<>();
    String text = call.query("by").orElse("");
    for (String title : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      by.add(
          Dimension.find(title)
              .orElseThrow(() ->
                  new Refused(
                      Problem.parameter(
                          "by", title, "is not known; it is " + Dimension.choices()))));
    }
    if (by.size() > Question.BY_MAX) {
      throw new Refused(
          Problem.parameter("by", text, "names more than " + Question.BY_MAX + "; leave some out"));
    }
    return new ArrayList<>(by);
  }

  private static boolean flag(Call call, String name) throws Refused {
    String text = call.query(name).orElse("false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Refused(Problem.parameter(name, text, "is neither true nor false"));
    };
  }
}
