package dev.remit.insight.cause;

import static dev.remit.insight.cause.Events.days;
import static dev.remit.insight.cause.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.insight.declared.Approval;
import dev.remit.insight.declared.Approvals;
import dev.remit.insight.declared.ApprovedChange;
import dev.remit.insight.declared.Declarations;
import dev.remit.insight.declared.PolicyOwners;
import dev.remit.insight.declared.SourcesOfTruth;
import dev.remit.store.observation.AuthorityChange;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Of a drift it is said whether the change behind it was approved.
class ApprovalTest {
  private static final Instant CHANGED = Events.START.plus(days(5)).minus(minutes(5));

  private static Events lostItsBucket() {
    return new Events()
        .permitted(days(4), "jay", "s3:PutObject", "log")
        .changed(
            days(5).minus(minutes(5)),
            "root",
            "s3:PutBucketPolicy",
            AuthorityChange.RESOURCE_POLICY,
            "{}",
            "log")
        .denied(days(5), "jay", "s3:PutObject", "log");
  }

  private static Verdict verdict(Events events, Approvals approvals) {
    List<Cause> causes =
        events.causes(new SourcesOfTruth(Declarations.NONE, approvals, PolicyOwners.NONE));
    assertThat(causes).hasSize(1);
    assertThat(causes.getFirst().verdict().kind()).isEqualTo(CauseClass.DRIFT);
    return causes.getFirst().verdict();
  }

  private static Approvals approved(String who, String about, Instant from, Instant until) {
    return Approvals.of(List.of(new ApprovedChange(who, about, from, until, "CHG-1")));
  }

  @Test
  void aChangeThatSomebodyApprovedIsSaidToBe() {
    for (String about : List.of("log", "lo*", "AWS::S3::Bucket::\"log\"")) {
      for (String who : List.of("", "root", "AWS::User::\"root\"", "r*")) {
        assertThat(
                verdict(lostItsBucket(), approved(who, about, CHANGED, CHANGED.plus(minutes(1))))
                    .approval())
            .isEqualTo(new Approval.Approved("CHG-1"));
      }
    }
  }

  @Test
  void anApprovalOfAnotherPersonResourceOrTimeDoesNotCoverIt() {
    for (Approvals other :
        List.of(
            Approvals.of(List.of()),
            approved("admin", "log", CHANGED, CHANGED.plus(minutes(1))),
            approved("", "logs", CHANGED, CHANGED.plus(minutes(1))),
            approved("", "log", CHANGED.plusMillis(1), CHANGED.plus(minutes(1))),
            approved("", "log", CHANGED.minus(minutes(1)), CHANGED))) {
      assertThat(verdict(lostItsBucket(), other).approval()).isEqualTo(new Approval.NotCovered());
    }
  }

  @Test
  void whereNobodySaysWhatWasApprovedItIsNotKnown() {
    assertThat(verdict(lostItsBucket(), Approvals.NOT_KNOWN).approval())
        .isEqualTo(new Approval.NotKnown());
  }

  @Test
  void whatNoChangeExplainsHasNoneToApprove() {
    Events events =
        new Events()
            .permitted(days(4), "jay", "s3:PutObject", "log")
            .denied(days(5), "jay", "s3:PutObject", "log");
    assertThat(verdict(events, Approvals.of(List.of())).approval())
        .isEqualTo(new Approval.NoChange());
  }

  private static Events onANewBundle() {
    return new Events()
        .on("sha256:1", "", "")
        .permitted(days(4), "jay", "orders:Read", "o")
        .on("sha256:2", "", "")
        .permitted(days(5), "kim", "orders:Read", "p")
        .denied(days(6), "jay", "orders:Read", "o");
  }

  @Test
  void whatOneBundlePermittedAndTheNextDeniesIsDriftOfTheBundle() {
    Verdict verdict = verdict(onANewBundle(), Approvals.NOT_KNOWN);
    assertThat(verdict.confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(verdict.evidence())
        .extracting(Evidence::text)
        .anyMatch(text ->
            text.startsWith("it was permitted on bundle sha256:1, and is denied on sha256:2"));
    Instant inForce = Events.START.plus(days(5));
    assertThat(
            verdict(onANewBundle(), approved("", "sha256:2", inForce, inForce.plus(minutes(1))))
                .approval())
        .isEqualTo(new Approval.Approved("CHG-1"));
  }

  @Test
  void whatTheNewBundlePermitsAgainTheBundleDidNotTakeAway() {
    Verdict verdict =
        verdict(onANewBundle().permitted(days(7), "jay", "orders:Read", "o"), Approvals.NOT_KNOWN);
    assertThat(verdict.confidence()).isEqualTo(Confidence.LOW);
    assertThat(verdict.approval()).isEqualTo(new Approval.NoChange());
  }
}
