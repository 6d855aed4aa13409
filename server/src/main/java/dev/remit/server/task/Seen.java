package dev.remit.server.task;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.insight.rate.OutcomeNotes;
import dev.remit.server.http.Call;
import dev.remit.server.http.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a user saw of a decision: the status, and the earlier attempt of the same request that the
/// decision retried, if it did.
record Seen(Reportable decision, long status, @Nullable Reportable retried) {
  static final long STATUS_MIN = 100;
  static final long STATUS_MAX = 599;

  private static final List<String> TOLD = List.of(OutcomeNotes.STATUS, OutcomeNotes.RETRY_OF);

  /// Keeps a note of it. Throws where the decision is no retry of that.
  void report(Call call, Reports reports) throws Refused {
    List<Member> context = new ArrayList<>();
    context.add(Member.of(OutcomeNotes.STATUS, Json.integer(status)));
    context.add(TaskJson.text(OutcomeNotes.REASON, decision.reason()));
    context.add(Member.of(OutcomeNotes.TIME, Json.integer(decision.time().toEpochMilli())));
    Reportable first = retried;
    if (first != null) {
      requireRetry(first);
      addRetried(context, first, reports.findReport(first, OutcomeNotes.SEEN));
    }
    reports.take(
        call,
        new Reports.Report(
            decision,
            OutcomeNotes.SEEN,
            Notes.request(
                call,
                decision.principal(),
                OutcomeNotes.SEEN,
                "Decision",
                decision.id().toString(),
                Json.object(context)),
            TOLD),
        decision.time(),
        "what the user saw was reported: " + status);
  }

  private void requireRetry(Reportable first) throws Refused {
    boolean isSame =
        first.principal().equals(decision.principal()) && first.action().equals(decision.action());
    if (!isSame || first.id().equals(decision.id()) || first.time().isAfter(decision.time())) {
      throw Reports.conflict(
          "outcome.no-retry",
          "`retryOf` is no earlier decision about the same action of the same principal");
    }
  }

  /// The request is the one that the first attempt was reported to be of, else that attempt itself.
  private static void addRetried(
      List<Member> context, Reportable first, Optional<Json.JsonObject> report) {
    String id = first.id().toString();
    context.add(TaskJson.text(OutcomeNotes.RETRY_OF, id));
    String request = id;
    if (report.isPresent()) {
      Json.JsonObject said = report.get();
      if (said.find(OutcomeNotes.REQUEST) instanceof Json.JsonString(String earlier, _)) {
        request = earlier;
      }
      context.add(
          Member.of(
              OutcomeNotes.RETRIED,
              Json.object(
                  said.members().stream()
                      .filter(member ->
                          member.name().equals(OutcomeNotes.STATUS)
                              || member.name().equals(OutcomeNotes.REASON))
                      .toList())));
    }
    context.add(TaskJson.text(OutcomeNotes.REQUEST, request));
  }
}
