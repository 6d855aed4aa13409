package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `remit rates --rises`, on a trail of a job that wrote four objects an hour, until a region was
/// no longer enabled.
final class RisesTest {
  private static final Path GOLDEN = SharedData.projectRoot().resolve("cli/src/test/golden/rises");
  private static final Instant END = Instant.parse("2026-11-04T00:00:00Z");
  private static final int HOURS = 60;
  private static final int EACH = 4;

  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void observe() throws IOException {
    List<String> events = new ArrayList<>();
    for (int hour = HOURS; hour > 0; hour--) {
      for (int i = 0; i < EACH * (hour == 1 ? 3 : 1); i++) {
        Instant time = END.minus(Duration.ofHours(hour)).plusSeconds(60L * i);
        events.add(event(events.size(), time, hour == 1));
      }
    }
    Path trail = folder.resolve("trail.json");
    Files.writeString(trail, "{\"Records\":[" + String.join(",", events) + "]}");
    Run run = Run.of("import", "cloudtrail", trail.toString(), "--data", data());
    assertThat(run.code()).as(run.transcript()).isZero();
  }

  private static String data() {
    return folder.resolve("data").toString();
  }

  private static String event(int number, Instant time, boolean denied) {
    return """
    {"eventVersion":"1.08","eventID":"e-%d","eventTime":"%s","eventSource":"s3.amazonaws.com",
     "eventName":"PutObject","awsRegion":"eu-central-2","eventType":"AwsApiCall",
     "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::1:user/job","accountId":"1"},
     "sourceIPAddress":"10.0.0.1","userAgent":"sdk"%s}\
    """
        .formatted(number, time, denied ? ",\"errorCode\":\"OptInRequired\"" : "");
  }

  private static Run rises(String... options) {
    List<String> line = new ArrayList<>(List.of("rates", "--rises", "--quick", "--data", data()));
    line.addAll(List.of(options));
    return Run.of(line.toArray(String[]::new));
  }

  @Test
  void aRiseIsPrintedWithItsClass() {
    Golden.check(GOLDEN.resolve("text.txt"), rises().transcript());
  }

  @Test
  void aRiseIsWrittenWithItsClasses() {
    String json = rises("--json").out();
    Golden.check(
        GOLDEN.resolve("json.txt"),
        json.substring(json.indexOf("  \"rises\""), json.indexOf("  \"details\""))
            .replaceAll("\"chance\": [0-9.E-]+", "\"chance\": CHANCE"));
  }
}
