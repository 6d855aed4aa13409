package dev.remit.insight.cause;

import static dev.remit.insight.cause.Events.days;
import static dev.remit.insight.cause.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The denials of an hour are of the classes of their causes.
class HourClassesTest {
  private static final Instant HOUR = Events.START.plus(days(2));

  /// So many denials that a rule forbids by name, so many of which nothing is known, and as many
  /// more of these in the next hour.
  private static Events hour(int forbidden, int unknown) {
    Events events = new Events();
    for (int i = 0; i < forbidden; i++) {
      events.forbidden(days(2).plus(minutes(5L * i)), "jay", "ec2:RunInstances", "eu");
    }
    for (int i = 0; i < unknown; i++) {
      events
          .denied(days(2).plus(minutes(5L * i)), "jay", "s3:PutObject", "log")
          .denied(days(2).plus(minutes(60 + 5L * i)), "jay", "s3:PutObject", "log")
          .denied(days(2).plus(minutes(5L * i)), "kim", "s3:PutObject", "log");
    }
    return events;
  }

  private static Map<IdentityHour, HourClasses> watched(Events events, String... who) {
    return events.watching(
        List.of(who).stream()
            .map(name -> new IdentityHour(Events.user(name).toString(), HOUR))
            .toList());
  }

  private static HourClasses classes(Events events) {
    return watched(events, "jay").values().iterator().next();
  }

  @Test
  void theClassWithMoreThanHalfOfThemIsThatOfTheHour() {
    HourClasses classes = classes(hour(4, 3));
    assertThat(classes.shares())
        .containsExactly(
            new HourClasses.Share(CauseClass.GUARDRAIL, Confidence.HIGH, 4),
            new HourClasses.Share(CauseClass.UNKNOWN, Confidence.LOW, 3));
    assertThat(classes.main()).contains(classes.shares().getFirst());
  }

  @Test
  void halfOfThemIsNotEnough() {
    HourClasses classes = classes(hour(3, 3));
    assertThat(classes.shares()).hasSize(2);
    assertThat(classes.main()).isEmpty();
  }

  @Test
  void causesOfOneClassAreTakenTogether() {
    Events events =
        hour(2, 2).forbidden(days(2).plus(minutes(7)), "jay", "ec2:StopInstances", "web");
    assertThat(classes(events).main())
        .contains(new HourClasses.Share(CauseClass.GUARDRAIL, Confidence.HIGH, 3));
  }

  @Test
  void anHourWithoutADenialHasNoClass() {
    assertThat(watched(hour(1, 1), "lee")).isEmpty();
  }
}
