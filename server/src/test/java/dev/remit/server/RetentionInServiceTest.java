package dev.remit.server;

import static dev.remit.server.RunningService.member;
import static dev.remit.server.RunningService.object;
import static dev.remit.server.RunningService.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.json.Json;
import dev.remit.server.bundle.Archives;
import dev.remit.server.credential.SetClock;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.LogVerifier;
import dev.remit.testkit.LiveFolder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A service whose log has limits removes what is past them while it serves.
@Timeout(120)
final class RetentionInServiceTest {
  private static final String MONTH = "log: {max-age: 30d}";

  private final SetClock clock = new SetClock(Instant.parse("2026-01-01T12:00:00Z"));
  @TempDir private Path folder;
  @TempDir private Path data;

  /// Ten decisions on each of three days, each day on another bundle; all but the last are sealed.
  private List<String> threeDays(RunningService service) throws Exception {
    List<String> ids = new ArrayList<>();
    for (int day = 0; day < 3; day++) {
      HttpResponse<String> published =
          service.post("/v1/bundles", Archives.tarGz(SampleBundle.writingFrom(day).files()));
      assertThat(published.statusCode()).isIn(200, 201);
      for (int i = 0; i < 10; i++) {
        ids.add(text(service.decide("ada", "write"), "context", "id"));
      }
      clock.pass(Duration.ofDays(1));
    }
    service.decide("ada", "read");
    while (LiveFolder.count(data.resolve("log/parts"), ".parquet") < 3) {
      Thread.onSpinWait();
    }
    return ids;
  }

  @Test
  void whatIsTooOldGoesAndTheRestIsThereReplaysAndVerifies() throws Exception {
    Path bundle = new SampleBundle().write(folder);
    try (RunningService fresh = RunningService.start(bundle, data, "")) {
      fresh.stop();
      List<String> ids;
      try (RunningService service = fresh.again(bundle, data, "", clock)) {
        ids = threeDays(service);
      }
      clock.pass(Duration.ofDays(29));
      try (RunningService service = fresh.again(bundle, data, MONTH, clock)) {
        String told = service.nextTold();
        while (!told.startsWith("retention")) {
          told = service.nextTold();
        }
        assertThat(told)
            .startsWith("retention: removed records 1 to 20 (")
            .endsWith("`log.max-age`");
        assertThat(service.get("/v1/decisions/" + ids.getFirst()).statusCode()).isEqualTo(404);
        HttpResponse<String> replay =
            service.post("/v1/decisions/" + ids.getLast() + "/replay", new byte[0]);
        assertThat(member(object(replay), "same")).as(replay.body()).isEqualTo(Json.bool(true));
        assertThat(RunningService.isPermit(service.decide("ada", "read"))).isTrue();
        assertThat(service.get("/metrics").body())
            .contains("remit_retention_removed_total{what=\"records\"} 20.0")
            .contains("remit_retention_problem 0.0");
      }
      try (DataFolder read = DataFolder.read(data)) {
        assertThat(LogVerifier.verify(read.log(), List.of()).findings()).isEmpty();
      }
    }
  }

  @Test
  void aKeyInTheDataFolderSignsNothing() throws Exception {
    Path bundle = new SampleBundle().write(folder);
    Path key = Files.writeString(data.resolve("key.pem"), "key");
    assertThatThrownBy(() ->
            RunningService.start(bundle, data, "log: {max-age: 30d, key: '%s'}".formatted(key)))
        .isInstanceOf(ServerFault.class)
        .hasMessageContaining("is in the data folder that it signs for");
  }
}
