package dev.remit.insight.cause;

import static dev.remit.insight.cause.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.insight.declared.Approvals;
import dev.remit.insight.declared.ApprovedChange;
import dev.remit.insight.declared.Declarations;
import dev.remit.insight.declared.Declared;
import dev.remit.insight.declared.Need;
import dev.remit.insight.declared.PolicyOwners;
import dev.remit.insight.declared.SourcesOfTruth;
import dev.remit.store.observation.AuthorityChange;
import dev.remit.testkit.Seeds;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What holds of the causes of any log, whatever is declared beside it.
class CauseLawsTest {
  private static final int LOGS = 400;
  private static final List<String> WHO = List.of("ann", "bob");
  private static final List<String> ACTIONS = List.of("s3:Put", "s3:Get", "kms:Sign");
  private static final List<String> RESOURCES = List.of("log", "out", "${name}");

  private static final Declarations NEEDS =
      new Declarations(
          List.of(
              new Declared(
                  Events.user("ann"), "job", "team-a", null, List.of(new Need("s3:*", "")))),
          Map.of());
  private static final Approvals ALL =
      Approvals.of(
          List.of(
              new ApprovedChange(
                  "",
                  "*",
                  Events.START.minus(Duration.ofDays(1)),
                  Events.START.plus(Duration.ofDays(99)),
                  "CHG-1")));

  /// A log of a few days, of permits, denials with and without a reason, and changes.
  private static Events drawn(RandomGenerator random) {
    Events events = new Events();
    int count = 1 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      Duration at = minutes(random.nextInt(3 * 24 * 60));
      String who = one(WHO, random);
      String action = one(ACTIONS, random);
      String resource = one(RESOURCES, random);
      events.with("sdk/" + random.nextInt(2), "10.0.0." + random.nextInt(2), "");
      switch (random.nextInt(8)) {
        case 0, 1 -> events.permitted(at, who, action, resource);
        case 2 -> events.forbidden(at, who, action, resource);
        case 3 -> events.refused(at, who, action, "OptInRequired", "", resource);
        case 4 ->
            events.changed(at, "root", "iam:Put", AuthorityChange.POLICY, "{}", "user:" + who);
        default -> events.denied(at, who, action, resource);
      }
    }
    return events;
  }

  private static String one(List<String> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }

  private static SourcesOfTruth known(Declarations declared, Approvals approved) {
    return new SourcesOfTruth(declared, approved, PolicyOwners.NONE);
  }

  @Test
  void aDeclaredNeedMakesAGapOnlyOfWhatWasNotKnownBetter() {
    Set<CauseClass> before = EnumSet.noneOf(CauseClass.class);
    RandomGenerator random = Seeds.random(Seeds.seed(33));
    for (int log = 0; log < LOGS; log++) {
      Events events = drawn(random);
      List<Cause> without = events.causes();
      List<Cause> with = events.causes(known(NEEDS, Approvals.NOT_KNOWN));
      assertThat(with).hasSameSizeAs(without);
      for (int i = 0; i < with.size(); i++) {
        Verdict one = without.get(i).verdict();
        Verdict other = with.get(i).verdict();
        if (other.kind() == CauseClass.POLICY_GAP) {
          before.add(one.kind());
          assertThat(one.confidence()).isEqualTo(Confidence.LOW);
          assertThat(with.get(i).identity()).isEqualTo(Events.user("ann"));
          assertThat(with.get(i).earlier()).isNotInstanceOf(EarlierSuccess.Seen.class);
        } else {
          assertThat(other.kind()).isEqualTo(one.kind());
          assertThat(other.confidence()).isEqualTo(one.confidence());
        }
      }
    }
    assertThat(before).containsOnly(CauseClass.UNKNOWN, CauseClass.DRIFT);
  }

  @Test
  void approvalsAndOwnersChangeNoClass() {
    boolean approved = false;
    RandomGenerator random = Seeds.random(Seeds.seed(34));
    for (int log = 0; log < LOGS; log++) {
      Events events = drawn(random);
      List<Cause> without = events.causes();
      List<Cause> with = events.causes(known(Declarations.NONE, ALL));
      assertThat(with)
          .extracting(cause -> cause.verdict().evidence())
          .isEqualTo(without.stream().map(cause -> cause.verdict().evidence()).toList());
      assertThat(with)
          .extracting(cause -> cause.verdict().kind())
          .isEqualTo(without.stream().map(cause -> cause.verdict().kind()).toList());
      approved |=
          with.stream()
              .anyMatch(cause -> cause.verdict().approval().text().equals("approved by CHG-1"));
    }
    assertThat(approved).isTrue();
  }

  @Test
  void everyDenialIsOfOneCause() {
    RandomGenerator random = Seeds.random(Seeds.seed(35));
    for (int log = 0; log < LOGS; log++) {
      Events events = drawn(random);
      assertThat(events.causes().stream().mapToLong(Cause::denials).sum())
          .isEqualTo(events.denials());
    }
  }
}
