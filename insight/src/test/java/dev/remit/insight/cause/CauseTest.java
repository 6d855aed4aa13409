package dev.remit.insight.cause;

import static dev.remit.insight.cause.Events.days;
import static dev.remit.insight.cause.Events.minutes;
import static dev.remit.insight.cause.Events.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.insight.declared.Approvals;
import dev.remit.insight.declared.Declarations;
import dev.remit.insight.declared.Declared;
import dev.remit.insight.declared.PolicyOwners;
import dev.remit.insight.declared.SourcesOfTruth;
import dev.remit.store.observation.AuthorityChange;
import dev.remit.store.observation.ObservedOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CauseTest {
  private static final String POLICY =
      "{\"Statement\":[{\"Principal\":\"backup\",\"Action\":\"s3:PutObject\"}]}";

  private static Cause only(Events events) {
    assertThat(events.causes()).hasSize(1);
    return events.causes().getFirst();
  }

  private static void assertVerdict(Cause cause, CauseClass kind, Confidence confidence) {
    assertThat(cause.verdict().kind()).isEqualTo(kind);
    assertThat(cause.verdict().confidence()).isEqualTo(confidence);
  }

  /// A delivery that is denied every ten minutes for two days.
  private static Events delivery() {
    Events events = new Events();
    for (int i = 0; i < 288; i++) {
      events.denied(days(5).plus(minutes(10L * i)), "delivery", "s3:PutObject", "log/" + i, "log");
    }
    return events;
  }

  @Test
  void aBrokenDeliveryIsOneCauseHoweverOftenItFails() {
    Cause cause = only(delivery().denied(days(6), "delivery", "s3:HeadBucket", "log"));
    assertThat(cause.denials()).isEqualTo(289);
    assertThat(cause.permissions()).containsExactly("s3:PutObject", "s3:HeadBucket");
    assertThat(cause.containers()).containsExactly("AWS::S3::Bucket::\"log\"");
    assertThat(cause.status()).isEqualTo(Cause.Status.CONTINUING);
  }

  @Test
  void aPolicyThatNamesOthersIsDriftButNotProvenWhereNoEarlierSuccessCouldBeSeen() {
    Cause cause =
        only(
            delivery()
                .changed(
                    days(5).minus(minutes(5)),
                    "root",
                    "s3:PutBucketPolicy",
                    AuthorityChange.RESOURCE_POLICY,
                    POLICY,
                    "log"));
    assertVerdict(cause, CauseClass.DRIFT, Confidence.MEDIUM);
    assertThat(cause.earlier()).isInstanceOf(EarlierSuccess.NotObservable.class);
    assertThat(cause.verdict().evidence())
        .extracting(Evidence::text)
        .anyMatch(text -> text.contains("names others"))
        .anyMatch(text -> text.contains("not observable"));
  }

  @Test
  void aPolicyThatTookAwayWhatWorkedIsDriftForSure() {
    Cause cause =
        only(
            delivery()
                .permitted(days(4), "delivery", "s3:PutObject", "log/a", "log")
                .changed(
                    days(5).minus(minutes(5)),
                    "root",
                    "s3:PutBucketPolicy",
                    AuthorityChange.RESOURCE_POLICY,
                    POLICY,
                    "log"));
    assertVerdict(cause, CauseClass.DRIFT, Confidence.HIGH);
    assertThat(cause.earlier()).isEqualTo(new EarlierSuccess.Seen(Events.START.plus(days(4))));
    assertThat(cause.verdict().evidence())
        .extracting(Evidence::text)
        .noneMatch(text -> text.contains("others were permitted"));
  }

  @Test
  void whatWorkedAndNoChangeExplainsIsDriftWithLittleConfidence() {
    assertVerdict(
        only(delivery().permitted(days(4), "delivery", "s3:PutObject", "log/a", "log")),
        CauseClass.DRIFT,
        Confidence.LOW);
  }

  @Test
  void whatNeverWorkedForLongIsStaleAutomationAndNoDrift() {
    Cause cause =
        only(
            delivery()
                .permitted(days(1), "backup", "s3:PutObject", "log/a", "log")
                .changed(
                    days(5).minus(minutes(5)),
                    "root",
                    "s3:PutBucketPolicy",
                    AuthorityChange.RESOURCE_POLICY,
                    POLICY,
                    "log"));
    assertThat(cause.earlier()).isEqualTo(new EarlierSuccess.NotSeen(Events.START.plus(days(1))));
    assertVerdict(cause, CauseClass.STALE_AUTOMATION, Confidence.MEDIUM);
  }

  @Test
  void whatIsPermittedNowAndThenIsNoStaleAutomation() {
    assertVerdict(only(delivery()), CauseClass.STALE_AUTOMATION, Confidence.LOW);
    for (int hours : new int[] {30, 60}) {
      assertVerdict(
          only(
              delivery()
                  .permitted(
                      days(5).plus(minutes(60L * hours)), "delivery", "s3:PutObject", "log")),
          CauseClass.UNKNOWN,
          Confidence.LOW);
    }
  }

  private static Events lookingAround() {
    return new Events()
        .permitted(days(1), "jay", "sts:GetCallerIdentity")
        .denied(days(1).plus(seconds(30)), "jay", "s3:ListBuckets")
        .denied(days(1).plus(seconds(36)), "jay", "ec2:DescribeInstances")
        .permitted(days(1).plus(seconds(40)), "jay", "iam:ListRoles")
        .denied(days(1).plus(seconds(42)), "jay", "lambda:ListFunctions");
  }

  @Test
  void whoIsDeniedByOneServiceAfterTheOtherLooksAround() {
    Cause cause = only(lookingAround());
    assertThat(cause.denials()).isEqualTo(3);
    assertVerdict(cause, CauseClass.SUSPECTED_MISUSE, Confidence.MEDIUM);
    assertThat(cause.followed()).isEmpty();
  }

  @Test
  void whoThenGrantsItselfWhatItWasDeniedMisusesIt() {
    Cause cause =
        only(
            lookingAround()
                .changed(
                    days(1).plus(minutes(4)),
                    "jay",
                    "iam:PutUserPolicy",
                    AuthorityChange.POLICY,
                    "{\"Action\":\"*\"}",
                    "user:jay")
                .permitted(days(1).plus(minutes(5)), "jay", "s3:ListBuckets"));
    assertVerdict(cause, CauseClass.SUSPECTED_MISUSE, Confidence.HIGH);
    assertThat(cause.followed())
        .extracting(FollowUp::kind)
        .containsExactly(FollowUp.Kind.SELF_GRANT, FollowUp.Kind.RECOVERY);
  }

  @Test
  void whatIsPermittedSecondsLaterWasOnItsWay() {
    Events events =
        new Events()
            .denied(days(2), "jay", "sts:AssumeRole", "role")
            .denied(days(2).plus(seconds(2)), "jay", "sts:AssumeRole", "role")
            .permitted(days(2).plus(seconds(5)), "jay", "sts:AssumeRole", "role");
    Cause cause = only(events);
    assertVerdict(cause, CauseClass.PROPAGATION_DELAY, Confidence.MEDIUM);
    assertThat(cause.status()).isEqualTo(Cause.Status.RECOVERED);
    assertVerdict(
        only(
            events.changed(
                days(2).minus(seconds(10)),
                "root",
                "iam:UpdateAssumeRolePolicy",
                AuthorityChange.TRUST,
                "{}",
                "role")),
        CauseClass.PROPAGATION_DELAY,
        Confidence.HIGH);
  }

  @Test
  void aGrantBetweenDenialAndSuccessIsNoDelay() {
    Cause cause =
        only(
            new Events()
                .denied(days(2), "jay", "sts:AssumeRole", "role")
                .changed(
                    days(2).plus(seconds(20)),
                    "root",
                    "iam:UpdateAssumeRolePolicy",
                    AuthorityChange.TRUST,
                    "{}",
                    "role")
                .permitted(days(2).plus(seconds(30)), "jay", "sts:AssumeRole", "role"));
    assertVerdict(cause, CauseClass.UNKNOWN, Confidence.LOW);
    assertThat(cause.followed())
        .extracting(FollowUp::kind)
        .containsExactly(FollowUp.Kind.GRANT, FollowUp.Kind.RECOVERY);
  }

  @Test
  void whoGoesThroughAListIsSuspected() {
    Events events = new Events();
    for (int i = 0; i < Classifier.ENUMERATION_MIN; i++) {
      events.denied(days(2).plus(seconds(i)), "jay", "ec2:GetPasswordData", "i-" + i);
    }
    assertVerdict(only(events), CauseClass.SUSPECTED_MISUSE, Confidence.MEDIUM);
  }

  @Test
  void anExplicitDenyIsAGuardrailUnlessItWorkedBefore() {
    Events events = new Events().forbidden(days(2), "jay", "ec2:RunInstances", "eu");
    assertVerdict(only(events), CauseClass.GUARDRAIL, Confidence.HIGH);
    assertVerdict(
        only(events.permitted(days(1), "jay", "ec2:RunInstances", "eu")),
        CauseClass.DRIFT,
        Confidence.MEDIUM);
  }

  @Test
  void oneAnswerOfManyThatNamesARuleDoesNotExplainTheOthers() {
    assertVerdict(
        only(
            new Events()
                .forbidden(days(2), "jay", "ec2:RunInstances", "eu")
                .denied(days(2).plus(minutes(5)), "jay", "ec2:RunInstances", "eu")),
        CauseClass.UNKNOWN,
        Confidence.LOW);
  }

  @Test
  void oneDenialWithoutAHistoryIsUnknown() {
    Cause cause = only(new Events().denied(days(2), "jay", "organizations:LeaveOrganization"));
    assertVerdict(cause, CauseClass.UNKNOWN, Confidence.LOW);
    assertThat(cause.verdict().evidence())
        .singleElement()
        .satisfies(evidence -> assertThat(evidence.text()).contains("not observable"));
  }

  /// Nothing but the declaration tells it: the second one to stand in is for emergencies.
  @Test
  void whoIsDeclaredForEmergenciesAndStandsInIsAnElevation() {
    Events events =
        new Events()
            .denied(days(2), "jay", "s3:PutObject", "log")
            .permitted(days(2).plus(minutes(3)), "admin", "s3:PutObject", "log")
            .permitted(days(2).plus(minutes(4)), "admin", "s3:PutObject", "log")
            .permitted(days(2).plus(minutes(9)), "glass", "s3:PutObject", "log");
    Declarations declared =
        new Declarations(
            List.of(new Declared(Events.user("glass"), Declared.EMERGENCY, "", null)), Map.of());
    Cause cause =
        events
            .causes(new SourcesOfTruth(declared, Approvals.NOT_KNOWN, PolicyOwners.NONE))
            .getFirst();
    assertThat(cause.followed())
        .extracting(FollowUp::kind)
        .startsWith(FollowUp.Kind.OTHER_IDENTITY, FollowUp.Kind.EMERGENCY);
    assertThat(only(events).followed())
        .extracting(FollowUp::kind)
        .startsWith(FollowUp.Kind.OTHER_IDENTITY, FollowUp.Kind.OTHER_IDENTITY);
  }

  @Test
  void whoStandsInWithTheSameCredentialIsNamed() {
    Cause cause =
        only(
            new Events()
                .denied(days(2), "jay", "s3:PutObject", "log")
                .permitted(days(2).plus(minutes(3)), "admin", "s3:PutObject", "log")
                .permitted(days(9), "admin", "s3:ListBuckets"));
    assertThat(cause.followed())
        .extracting(FollowUp::kind)
        .contains(FollowUp.Kind.OTHER_IDENTITY, FollowUp.Kind.ABANDONED);
  }

  @Test
  void faultsAndUnknownCallersAreNoDenials() {
    Events events =
        new Events()
            .failed(days(1), "jay", "s3:PutObject", ObservedOutcome.FAULT)
            .failed(days(1), "jay", "s3:PutObject", ObservedOutcome.THROTTLED)
            .failed(days(1), "jay", "s3:PutObject", ObservedOutcome.UNAUTHENTICATED);
    assertThat(events.causes()).isEmpty();
    assertThat(events.history().records()).isEqualTo(3);
  }
}
