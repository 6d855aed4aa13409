package dev.remit.insight.cause;

import static dev.remit.insight.cause.Events.days;
import static dev.remit.insight.cause.Events.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.insight.rate.RiseClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The denials of an hour are of the classes of their causes.
class WatchedHourTest {
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

  private static Map<IdentityHour, List<RiseClass>> watched(Events events, String... who) {
    return events.watching(
        List.of(who).stream()
            .map(name -> new IdentityHour(Events.user(name).toString(), HOUR))
            .toList());
  }

  private static List<RiseClass> classes(Events events) {
    return watched(events, "jay").values().iterator().next();
  }

  @Test
  void theDenialsOfAnHourAreOfTheClassesOfTheirCausesTheMostFirst() {
    assertThat(classes(hour(4, 3)))
        .containsExactly(new RiseClass("guardrail", "high", 4), new RiseClass("unknown", "", 3));
    assertThat(classes(hour(3, 4)))
        .containsExactly(new RiseClass("unknown", "", 4), new RiseClass("guardrail", "high", 3));
  }

  @Test
  void causesOfOneClassAreTakenTogether() {
    Events events =
        hour(2, 2).forbidden(days(2).plus(minutes(7)), "jay", "ec2:StopInstances", "web");
    assertThat(classes(events))
        .containsExactly(new RiseClass("guardrail", "high", 3), new RiseClass("unknown", "", 2));
  }

  @Test
  void anHourWithoutADenialHasNoClass() {
    assertThat(watched(hour(1, 1), "lee")).isEmpty();
  }
}
