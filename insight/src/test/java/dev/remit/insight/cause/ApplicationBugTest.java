package dev.remit.insight.cause;

import static dev.remit.insight.cause.Events.days;
import static dev.remit.insight.cause.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.store.observation.AuthorityChange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An application's bug is told by names that were not filled in, or by another client's success.
class ApplicationBugTest {
  private static Verdict only(Events events) {
    assertThat(events.causes()).hasSize(1);
    return events.causes().getFirst().verdict();
  }

  private static void assertVerdict(Events events, CauseClass kind, Confidence confidence) {
    Verdict verdict = only(events);
    assertThat(verdict.kind()).as(verdict.toString()).isEqualTo(kind);
    assertThat(verdict.confidence()).isEqualTo(confidence);
  }

  private static Events denied(String name) {
    return new Events()
        .denied(days(2), "jay", "s3:PutObject", name)
        .denied(days(2).plus(minutes(9)), "jay", "s3:PutObject", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${bucket}",
        "out/${run.id}/log",
        "{id}",
        "users/{user_id}",
        "out/{{name}}",
        "out/<name>",
        "undefined",
        "out/undefined/log",
        "out/null",
        "fn:None",
        "out/NaN",
        "out/[object Object]",
        "out/%7Bid%7D",
        "out/%24%7Bid%7D",
        "/users//orders"
      })
  void aNameThatWasNotFilledInIsOneWhereOthersAre(String name) {
    assertVerdict(
        denied(name).permitted(days(1), "jay", "s3:GetObject", "out"),
        CauseClass.APPLICATION_BUG,
        Confidence.MEDIUM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "out",
        "null-values",
        "undefinedness/x",
        "arn:aws:s3:::out/x",
        "https://example.org/x",
        "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}",
        "a<b",
        "100%25",
        "out/"
      })
  void anOrdinaryNameIsNoBug(String name) {
    assertVerdict(
        denied(name).permitted(days(1), "jay", "s3:GetObject", "another"),
        CauseClass.UNKNOWN,
        Confidence.LOW);
  }

  @Test
  void itIsSureWhereTheSameIsPermittedOnNamesThatAreFilledIn() {
    Events events =
        denied("${bucket}")
            .permitted(days(1), "jay", "s3:PutObject", "out")
            .permitted(days(3), "jay", "s3:PutObject", "out");
    assertVerdict(events, CauseClass.APPLICATION_BUG, Confidence.HIGH);
    assertThat(only(events).evidence())
        .extracting(Evidence::text)
        .contains("`${bucket}` looks like a name that was not filled in")
        .anyMatch(text -> text.contains("with such names `s3:PutObject` was permitted 2 times"));
  }

  @Test
  void aPermitOfLongAgoDoesNotMakeItSure() {
    assertVerdict(
        denied("${bucket}").permitted(days(1), "jay", "s3:PutObject", "out"),
        CauseClass.APPLICATION_BUG,
        Confidence.MEDIUM);
  }

  @Test
  void anIdentityAllOfWhoseNamesLookSoSaysNothing() {
    assertVerdict(
        denied("users/{id}").denied(days(1), "jay", "s3:GetObject", "users/{id}"),
        CauseClass.UNKNOWN,
        Confidence.LOW);
  }

  @Test
  void aNameThatSomebodyWasPermittedIsAName() {
    assertVerdict(
        denied("users/{id}")
            .permitted(days(1), "jay", "s3:GetObject", "out")
            .permitted(days(1), "kim", "s3:GetObject", "users/{id}"),
        CauseClass.UNKNOWN,
        Confidence.LOW);
  }

  @Test
  void whoIsDeniedTheSameOnGoodNamesLacksThePermission() {
    assertVerdict(
        denied("${bucket}")
            .permitted(days(1), "jay", "s3:GetObject", "out")
            .denied(days(2), "jay", "s3:PutObject", "out"),
        CauseClass.UNKNOWN,
        Confidence.LOW);
  }

  @Test
  void aRuleThatForbidsByNameIsAGuardrailWhateverTheNameLooksLike() {
    assertVerdict(
        new Events()
            .permitted(days(1), "jay", "s3:GetObject", "out")
            .forbidden(days(2), "jay", "s3:PutObject", "${bucket}"),
        CauseClass.GUARDRAIL,
        Confidence.HIGH);
  }

  @Test
  void aChangeBeforeItIsDriftUnlessTheSameIsStillPermitted() {
    Events events =
        denied("${bucket}")
            .permitted(days(1), "jay", "s3:GetObject", "out")
            .changed(
                days(2).minus(minutes(5)),
                "root",
                "iam:DetachUserPolicy",
                AuthorityChange.POLICY,
                "{}",
                "user:jay");
    assertVerdict(events, CauseClass.DRIFT, Confidence.LOW);
    assertVerdict(
        events.permitted(days(2).plus(minutes(1)), "jay", "s3:PutObject", "out"),
        CauseClass.APPLICATION_BUG,
        Confidence.HIGH);
  }

  /// One program is denied what another is permitted all the while.
  private static Events twoPrograms(String address, String mfa) {
    Events events = new Events().with("sdk/1", "10.0.0.1", "true");
    for (int i = 0; i < 6; i++) {
      events.permitted(days(1).plus(minutes(10L * i)), "jay", "s3:PutObject", "out");
    }
    return events
        .with("sdk/2", address, mfa)
        .denied(days(1).plus(minutes(15)), "jay", "s3:PutObject", "out")
        .denied(days(1).plus(minutes(35)), "jay", "s3:PutObject", "out");
  }

  @Test
  void whatOneProgramIsPermittedThroughoutAndAnotherNeverIsTheOthersBug() {
    Events events = twoPrograms("10.0.0.1", "true");
    assertVerdict(events, CauseClass.APPLICATION_BUG, Confidence.MEDIUM);
    assertThat(only(events).evidence())
        .extracting(Evidence::text)
        .contains("every denial came with `sdk/2`");
  }

  @Test
  void fromAnotherAddressOrWithoutTheFactorAConditionMayBeWhy() {
    for (Events events : List.of(twoPrograms("10.0.0.9", "true"), twoPrograms("10.0.0.1", ""))) {
      assertVerdict(events, CauseClass.APPLICATION_BUG, Confidence.LOW);
    }
  }

  @Test
  void aConditionThatEveryAnswerNamesIsAGuardrail() {
    Events named = new Events().with("sdk/1", "10.0.0.1", "");
    for (int i = 0; i < 6; i++) {
      named.permitted(days(1).plus(minutes(10L * i)), "jay", "s3:PutObject", "out");
    }
    named
        .with("sdk/2", "10.0.0.1", "")
        .forbidden(days(1).plus(minutes(15)), "jay", "s3:PutObject", "out")
        .forbidden(days(1).plus(minutes(35)), "jay", "s3:PutObject", "out");
    assertVerdict(named, CauseClass.GUARDRAIL, Confidence.MEDIUM);
  }

  @Test
  void aProgramThatWasPermittedTooIsNotTheReason() {
    assertVerdict(
        twoPrograms("10.0.0.1", "true")
            .permitted(days(1).plus(minutes(2)), "jay", "s3:PutObject", "out"),
        CauseClass.DRIFT,
        Confidence.LOW);
  }

  @Test
  void aChangeInBetweenMayBeWhy() {
    assertThat(
            only(twoPrograms("10.0.0.1", "true")
                    .changed(
                        days(1).plus(minutes(12)),
                        "root",
                        "iam:DetachUserPolicy",
                        AuthorityChange.POLICY,
                        "{}",
                        "user:jay"))
                .kind())
        .isEqualTo(CauseClass.DRIFT);
  }

  @Test
  void withoutAPermitInBetweenTheEntitlementMayBeGone() {
    assertVerdict(
        new Events()
            .with("sdk/1", "10.0.0.1", "")
            .permitted(days(1), "jay", "s3:PutObject", "out")
            .with("sdk/2", "10.0.0.1", "")
            .denied(days(1).plus(minutes(5)), "jay", "s3:PutObject", "out")
            .denied(days(1).plus(minutes(9)), "jay", "s3:PutObject", "out")
            .with("sdk/1", "10.0.0.1", "")
            .permitted(days(2), "jay", "s3:PutObject", "out"),
        CauseClass.DRIFT,
        Confidence.LOW);
  }

  @Test
  void anUnknownProgramIsNobodysBug() {
    Events events = new Events().with("", "10.0.0.1", "");
    for (int i = 0; i < 6; i++) {
      events.permitted(days(1).plus(minutes(10L * i)), "jay", "s3:PutObject", "out");
    }
    assertVerdict(
        events
            .with("sdk/2", "10.0.0.1", "")
            .denied(days(1).plus(minutes(15)), "jay", "s3:PutObject", "out")
            .denied(days(1).plus(minutes(35)), "jay", "s3:PutObject", "out"),
        CauseClass.DRIFT,
        Confidence.LOW);
  }
}
