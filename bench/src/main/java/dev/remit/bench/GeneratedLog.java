package dev.remit.bench;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes a decision log of many rows, spread evenly over days: 1,000 accounts, 50 actions and 200
/// resources, one of eight denied.
final class GeneratedLog {
  static final int ACCOUNTS = 1_000;
  static final int DAYS = 10;
  static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  static final int ACTIONS = 50;
  private static final int RESOURCES = 200;
  private static final int SEGMENTS_LEFT_MAX = 2;
  private static final Duration SEALING_PAUSE = Duration.ofMillis(100);

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20261122);
  private final long stepNanos;
  private volatile Instant now = START;

  private GeneratedLog(long rows) {
    this.stepNanos = Duration.ofDays(DAYS).toNanos() / rows;
  }

  /// Returns once nearly all of it is sealed; gives the id of one row in the middle.
  static UUID write(DataFolder data, long rows)
      throws IOException, AppendFailed, InterruptedException {
    return new GeneratedLog(rows).writeAll(data, rows);
  }

  private UUID writeAll(DataFolder data, long rows)
      throws IOException, AppendFailed, InterruptedException {
    UUID middle = new UUID(0, 0);
    try (SegmentedLog log =
        SegmentedLog.open(
            data.log(), LogSettings.of(Durability.BUFFERED), () -> now, () -> new UUID(3, 4))) {
      CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);
      for (long i = 0; i < rows; i++) {
        now = START.plusNanos(i * stepNanos);
        Row row = row();
        if (i == rows / 2) {
          middle = row.uuid(Column.ID);
        }
        last = log.submit(row);
      }
      last.join();
      while (segments(data.logPath()) > SEGMENTS_LEFT_MAX && rows > LogSettings.GROUP_RECORDS_MAX) {
        Thread.sleep(SEALING_PAUSE);
      }
    }
    return middle;
  }

  private static long segments(Path log) throws IOException {
    try (Stream<Path> segments = Files.list(log.resolve("segments"))) {
      return segments.count();
    }
  }

  private Row row() {
    boolean denied = random.nextInt(8) == 0;
    int resource = random.nextInt(RESOURCES);
    String account = account(random.nextInt(ACCOUNTS));
    String policy = "policy-" + random.nextInt(200);
    @Nullable Object[] values = new Object[Column.ALL.size()];
    set(values, Column.SEQUENCE, 0L);
    set(values, Column.RECEIVED, 0L);
    set(values, Column.CHECKSUM, 0L);
    set(values, Column.ID, id());
    set(values, Column.TENANT, "default");
    set(values, Column.TIME, now.toEpochMilli());
    set(values, Column.KIND, "decision");
    set(values, Column.DUPLICATE, false);
    set(values, Column.POINT, "gateway");
    set(values, Column.OUTCOME, denied ? "deny" : "permit");
    set(values, Column.REASON, denied ? "no-permit" : "permitted");
    set(values, Column.POLICIES, denied ? List.of() : List.of(policy));
    set(
        values,
        Column.REASONS,
        denied ? "[{\"code\":\"no-permit\",\"text\":\"\"}]" : permit(policy));
    set(values, Column.OBLIGATIONS, List.of());
    set(values, Column.PRINCIPAL_TYPE, "ServiceAccount");
    set(values, Column.PRINCIPAL_ID, account);
    set(values, Column.ACTION_TYPE, "Action");
    set(values, Column.ACTION_ID, "action-" + random.nextInt(ACTIONS));
    set(values, Column.RESOURCE_TYPE, "Table");
    set(values, Column.RESOURCE_ID, "table-" + resource);
    set(values, Column.RESOURCES, List.of("Table::\"table-" + resource + "\""));
    set(values, Column.USER_STATUS, "absent");
    set(values, Column.AGENT_STATUS, "absent");
    set(values, Column.TASK_STATUS, "absent");
    set(values, Column.TOOLS, List.of());
    set(values, Column.TOOLS_STATUS, "absent");
    set(values, Column.POSITION_STATUS, "absent");
    set(values, Column.LATENCY_NANOS, 400L + random.nextInt(2000));
    set(values, Column.NOW, now.toEpochMilli());
    set(values, Column.BUNDLE, "sha256:0123456789abcdef0123456789abcdef");
    set(values, Column.ENTITIES_STORE, "bundle");
    set(values, Column.ENTITIES_SEQUENCE, 1L);
    set(values, Column.ENGINE, "remit-cedar");
    set(
        values,
        Column.CONTEXT,
        "{\"arguments\":{\"limit\":"
            + random.nextInt(100)
            + "},\"ip\":\"10.0.0."
            + resource
            + "\"}");
    set(values, Column.ORIGIN, "gateway");
    set(values, Column.RAW, "{\"agent\":\"" + account + "\",\"tool\":\"read\",\"arguments\":{}}");
    return Row.of(values);
  }

  static String account(int number) {
    return "account-" + number;
  }

  private static String permit(String policy) {
    return "[{\"code\":\"permitted\",\"policy\":\"" + policy + "\",\"text\":\"\"}]";
  }

  private UUID id() {
    long high = now.toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000);
    return new UUID(high, Long.MIN_VALUE | random.nextLong() >>> 2);
  }

  private static void set(@Nullable Object[] values, Column column, Object value) {
    values[column.place()] = value;
  }
}
