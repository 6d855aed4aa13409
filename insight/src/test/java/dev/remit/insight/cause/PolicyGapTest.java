package dev.remit.insight.cause;

import static dev.remit.insight.cause.Events.days;
import static dev.remit.insight.cause.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.declared.Approvals;
import dev.remit.insight.declared.Declarations;
import dev.remit.insight.declared.Declared;
import dev.remit.insight.declared.Need;
import dev.remit.insight.declared.PolicyOwners;
import dev.remit.insight.declared.SourcesOfTruth;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.observation.AuthorityChange;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservationRows;
import dev.remit.store.observation.ObservedClient;
import dev.remit.store.observation.ObservedOutcome;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A policy gap is what work is declared to need and nobody ever granted.
class PolicyGapTest {
  private static final Declarations REPORTS = declared("report", "s3:PutObject", "reports");

  private static Declarations declared(String who, String action, String resource) {
    return declared(who, null, action, resource);
  }

  private static Declarations declared(
      String who, @Nullable Instant ends, String action, String resource) {
    return new Declarations(
        List.of(
            new Declared(
                Events.user(who), "job", "team-a", ends, List.of(new Need(action, resource)))),
        Map.of());
  }

  /// Denied what it needs, in a log that shows such actions for days.
  private static Events deniedReport() {
    return new Events()
        .permitted(days(1), "other", "s3:PutObject", "elsewhere")
        .denied(days(5), "report", "s3:PutObject", "reports")
        .denied(days(5).plus(minutes(5)), "report", "s3:PutObject", "reports");
  }

  private static Verdict only(Events events, Declarations declared) {
    assertThat(events.causes(declared)).hasSize(1);
    return events.causes(declared).getFirst().verdict();
  }

  private static void assertNoGap(Events events, Declarations declared, CauseClass instead) {
    assertThat(only(events, declared).kind()).isEqualTo(instead);
  }

  @Test
  void whatIsDeclaredAsNeededAndWasNeverPermittedIsAGap() {
    Verdict verdict = only(deniedReport(), REPORTS);
    assertThat(verdict.kind()).isEqualTo(CauseClass.POLICY_GAP);
    assertThat(verdict.confidence()).isEqualTo(Confidence.HIGH);
    assertThat(verdict.evidence())
        .extracting(Evidence::text)
        .anyMatch(text ->
            text.equals("it is declared as needed: `s3:PutObject` on `reports`, for the identity"))
        .anyMatch(text -> text.contains("never permitted"));
  }

  @Test
  void whereAnEarlierSuccessIsNotObservableItIsLessSure() {
    Events events = new Events().denied(days(5), "report", "s3:PutObject", "reports");
    Verdict verdict = only(events, REPORTS);
    assertThat(verdict.kind()).isEqualTo(CauseClass.POLICY_GAP);
    assertThat(verdict.confidence()).isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void whatWasPermittedEarlierIsDriftAndNoGap() {
    Events events = deniedReport().permitted(days(4), "report", "s3:PutObject", "reports");
    assertNoGap(events, REPORTS, CauseClass.DRIFT);
    assertThat(only(events, REPORTS).evidence())
        .extracting(Evidence::text)
        .anyMatch(text -> text.contains("declared as needed"));
  }

  @Test
  void whatIsPermittedNowAndThenIsNoGap() {
    assertNoGap(
        deniedReport().permitted(days(5).plus(minutes(3)), "report", "s3:PutObject", "reports"),
        REPORTS,
        CauseClass.UNKNOWN);
  }

  @Test
  void theNeedOfAnotherIdentityActionOrResourceIsNoNeed() {
    for (Declarations other :
        List.of(
            Declarations.NONE,
            declared("backup", "s3:PutObject", "reports"),
            declared("report", "s3:GetObject", "reports"),
            declared("report", "s3:PutObject", "report"))) {
      assertNoGap(deniedReport(), other, CauseClass.UNKNOWN);
    }
  }

  @Test
  void anIdentityThatHasEndedNeedsNothing() {
    Instant ends = Events.START.plus(days(5));
    assertNoGap(
        deniedReport(), declared("report", ends, "s3:PutObject", "reports"), CauseClass.UNKNOWN);
    assertThat(
            only(
                    deniedReport(),
                    declared("report", ends.plus(minutes(6)), "s3:PutObject", "reports"))
                .kind())
        .isEqualTo(CauseClass.POLICY_GAP);
  }

  @Test
  void whereOnlySomeOfItIsDeclaredTheRestIsSaidToBeNot() {
    Events events = deniedReport().denied(days(5), "report", "s3:GetObject", "reports");
    assertNoGap(events, REPORTS, CauseClass.UNKNOWN);
    assertThat(only(events, REPORTS).evidence())
        .extracting(Evidence::text)
        .anyMatch(text -> text.startsWith("2 of 3 are declared as needed"));
  }

  @Test
  void aNeedThatARuleForbidsByNameIsAGuardrailAndTheConflictIsSaid() {
    Events events = new Events().forbidden(days(5), "report", "s3:PutObject", "reports");
    assertNoGap(events, REPORTS, CauseClass.GUARDRAIL);
    assertThat(only(events, REPORTS).evidence())
        .extracting(Evidence::text)
        .anyMatch(text -> text.contains("declared as needed"));
  }

  @Test
  void anUnrelatedSetUpOfTheIdentityDoesNotMakeItDrift() {
    Events events =
        new Events()
            .changed(
                days(4).plus(minutes(1430)),
                "root",
                "iam:CreateUser",
                AuthorityChange.IDENTITY,
                "{}",
                "user:report")
            .denied(days(5), "report", "s3:PutObject", "reports");
    assertNoGap(events, Declarations.NONE, CauseClass.DRIFT);
    assertThat(only(events, REPORTS).kind()).isEqualTo(CauseClass.POLICY_GAP);
  }

  @Test
  void aPolicyThatWasWrittenForOthersIsDriftThoughItIsNeeded() {
    Events events =
        new Events()
            .changed(
                days(5).minus(minutes(5)),
                "root",
                "s3:PutBucketPolicy",
                AuthorityChange.RESOURCE_POLICY,
                "{\"Principal\":\"backup\"}",
                "reports")
            .denied(days(5), "report", "s3:PutObject", "reports");
    assertNoGap(events, REPORTS, CauseClass.DRIFT);
  }

  @Test
  void peersThatWerePermittedSupportItAndAreNoReasonAlone() {
    Events events = deniedReport().permitted(days(2), "peer", "s3:PutObject", "reports");
    assertNoGap(events, Declarations.NONE, CauseClass.UNKNOWN);
    Declarations ofOthers =
        new Declarations(
            List.of(
                REPORTS.identities().getFirst(),
                new Declared(Events.user("peer"), "job", "team-b", null)),
            Map.of());
    assertThat(only(events, ofOthers).evidence())
        .extracting(Evidence::text)
        .noneMatch(text -> text.contains("of its kind"));
    Declarations ofItsTeam =
        new Declarations(
            List.of(
                REPORTS.identities().getFirst(),
                new Declared(Events.user("peer"), "job", "team-a", null)),
            Map.of());
    assertThat(only(events, ofItsTeam).evidence())
        .extracting(Evidence::text)
        .contains("of its kind, 1 was permitted it");
  }

  private static Declarations ofRefunds() {
    return new Declarations(
        List.of(), Map.of("refund", List.of(new Need("s3:PutObject", "reports"))));
  }

  @Test
  void aPurposeThatACredentialVerifiesMayNeedIt() {
    Events events =
        new Events()
            .to(Claim.verified("refund"))
            .denied(days(5), "report", "s3:PutObject", "reports");
    assertThat(only(events, ofRefunds()).kind()).isEqualTo(CauseClass.POLICY_GAP);
    assertThat(only(events, ofRefunds()).evidence())
        .extracting(Evidence::text)
        .anyMatch(text -> text.endsWith("for the purpose `refund`"));
  }

  @Test
  void aPurposeThatTheCallerAloneSaysNeedsNothing() {
    assertNoGap(
        new Events()
            .to(Claim.asserted("refund"))
            .denied(days(5), "report", "s3:PutObject", "reports"),
        ofRefunds(),
        CauseClass.UNKNOWN);
  }

  @Test
  void thePurposeOfATaskIsWhatTheLedgerSays() {
    @Nullable Object[] values =
        ObservationRows.of(
                new UUID(7, 1),
                "default",
                new Observation(
                    "test",
                    "e",
                    Events.START,
                    "point",
                    ObservedOutcome.DENIED,
                    Events.user("report"),
                    EntityUid.of("Action", "s3:PutObject"),
                    List.of(EntityUid.of("AWS::S3::Bucket", "reports")),
                    "",
                    "",
                    OptionalInt.empty(),
                    ObservedClient.UNKNOWN,
                    Provenance.ABSENT.withTask(Claim.absent(), Claim.asserted("report")),
                    Optional.empty(),
                    Json.object(),
                    "test"),
                false)
            .values()
            .clone();
    values[Column.CONTEXT.place()] = "{\"task\":{\"id\":\"t\",\"purpose\":\"refund\"}}";
    History history =
        new History(new SourcesOfTruth(ofRefunds(), Approvals.NOT_KNOWN, PolicyOwners.NONE));
    history.add(Row.of(values));
    assertThat(history.causes())
        .singleElement()
        .extracting(cause -> cause.verdict().kind())
        .isEqualTo(CauseClass.POLICY_GAP);
  }
}
