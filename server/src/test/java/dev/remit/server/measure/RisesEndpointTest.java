package dev.remit.server.measure;

import static dev.remit.server.RunningService.member;
import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static dev.remit.server.RunningService.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.server.RunningService;
import dev.remit.server.SampleBundle;
import dev.remit.server.credential.SetClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `GET /v1/rates?rises=true`.
@Timeout(120)
final class RisesEndpointTest {
  private static final int HOURS = 60;
  private static final int EACH = 4;
  private static final int MORE = 12;

  @TempDir private Path folder;
  @TempDir private Path data;

  private static List<Json> hours(RunningService service) throws Exception {
    Json rises = member(object(service.get("/v1/rates?rises=true&quick=true")), "rises");
    assertThat(whole(rises, "tested")).isPositive();
    return ((Json.JsonArray) member(rises, "hours")).elements();
  }

  @Test
  void aRiseHasTheClassesOfItsDenials() throws Exception {
    SetClock clock = new SetClock(Instant.parse("2026-03-01T00:10:00Z"));
    try (RunningService service =
        RunningService.start(new SampleBundle().write(folder), data, "", clock)) {
      for (int hour = 0; hour < HOURS; hour++) {
        for (int i = 0; i < EACH; i++) {
          service.decide("ada", "read");
        }
        clock.pass(Duration.ofHours(1));
      }
      assertThat(hours(service)).isEmpty();
      for (int i = 0; i < MORE; i++) {
        service.decide("ada", "write");
      }
      clock.pass(Duration.ofHours(1));
      Json rise = hours(service).getFirst();
      assertThat(text(rise, "identity")).isEqualTo("User::\"ada\"");
      Json classes = member(rise, "classes");
      assertThat(((Json.JsonArray) classes).elements())
          .singleElement()
          .satisfies(only -> assertThat(whole(only, "denied")).isEqualTo(MORE));
    }
  }
}
