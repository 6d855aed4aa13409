package dev.remit.store.query;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.row.Column;
import dev.remit.store.row.ColumnType;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A log on disk of rows drawn at random, whose clock the test moves.
final class DrawnLog implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-18T22:00:00Z");

  private final RandomGenerator random;
  private final SegmentedLog log;
  private volatile Instant now = START;

  private DrawnLog(DataFolder data, RandomGenerator random, long segmentBytes)
      throws IOException, AppendFailed {
    this.random = random;
    this.log =
        SegmentedLog.open(
            data.log(),
            new LogSettings(Durability.BUFFERED, segmentBytes, Duration.ofSeconds(30)),
            () -> now,
            () -> new UUID(3, 4));
  }

  static DrawnLog open(DataFolder data, RandomGenerator random, long segmentBytes)
      throws IOException, AppendFailed {
    return new DrawnLog(data, random, segmentBytes);
  }

  SegmentedLog log() {
    return log;
  }

  /// Appends rows that are `apart` from each other; decided when received, or up to an hour before.
  void append(int count, Duration apart) throws AppendFailed {
    for (int i = 0; i < count; i++) {
      log.submit(draw()).join();
      now = now.plus(apart);
    }
  }

  private Row draw() {
    @Nullable Object[] values = new Object[Column.ALL.size()];
    for (Column column : Column.ALL) {
      if (!column.isOptional() || random.nextInt(3) > 0) {
        values[column.place()] = value(column.type());
      }
    }
    set(values, Column.ID, id());
    set(values, Column.TIME, now.toEpochMilli() - random.nextInt(3_600_000));
    set(values, Column.OUTCOME, random.nextBoolean() ? "permit" : "deny");
    set(values, Column.KIND, random.nextBoolean() ? "run" : "decision");
    set(values, Column.PRINCIPAL_TYPE, random.nextBoolean() ? "Agent" : "Ns::User");
    set(
        values,
        Column.RESOURCES,
        IntStream.range(0, random.nextInt(3))
            .mapToObj(_ -> EntityUid.of("Account", text()).toString())
            .toList());
    return Row.of(values);
  }

  private UUID id() {
    long high = now.toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000);
    return new UUID(high, Long.MIN_VALUE | random.nextLong() >>> 2);
  }

  private static void set(@Nullable Object[] values, Column column, Object value) {
    values[column.place()] = value;
  }

  private Object value(ColumnType type) {
    return switch (type) {
      case WHOLE -> random.nextInt(4) == 0 ? random.nextLong() : random.nextLong(10);
      case INSTANT -> random.nextLong(1L << 42);
      case FLAG -> random.nextBoolean();
      case UUID -> new UUID(random.nextLong(), random.nextLong());
      case SYMBOL, TEXT -> text();
      case JSON -> "{\"n\":" + random.nextInt(50) + ",\"t\":\"ä\\n\"}";
      case LIST -> IntStream.range(0, random.nextInt(3)).mapToObj(_ -> text()).toList();
    };
  }

  private String text() {
    return switch (random.nextInt(12)) {
      case 0 -> "";
      case 1 -> "it's \"quoted\" ä\uD83D\uDE00 \\ %_";
      case 2 -> "x' OR '1'='1";
      default -> "symbol" + random.nextInt(8);
    };
  }

  /// Every row, by the reader of the log.
  static List<Row> scan(DataFolder data) throws IOException, DamagedLog {
    List<Row> rows = new ArrayList<>();
    new LogReader(data.log()).visit(1, rows::add);
    return rows;
  }

  @Override
  public void close() throws AppendFailed {
    log.close();
  }
}
