package dev.remit.bench;

import dev.remit.store.data.DataFolder;
import dev.remit.store.log.PartSchema;
import dev.remit.store.parquet.ParquetWriter;
import dev.remit.store.rollup.Rollup;
import dev.remit.store.rollup.RollupKey;
import dev.remit.store.rollup.RollupTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Writes the counts by hour of a log as [GeneratedLog] draws it, and of the log itself nothing:
/// its parts are empty, so that only what counts can answer has an answer.
final class CountedLog {
  /// Of a sealed part of such a log.
  private static final int PART_RECORDS = 346_000;

  /// One of so many is denied.
  private static final int DENIED_OF = 8;

  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20261123);
  private final Path log;
  private final long stepNanos;
  private final long[] counts = new long[GeneratedLog.ACCOUNTS * GeneratedLog.ACTIONS * 2];
  private long rollups;

  private CountedLog(Path log, long records) {
    this.log = log;
    this.stepNanos = Duration.ofDays(GeneratedLog.DAYS).toNanos() / records;
  }

  /// How many rows the counts have.
  static long write(DataFolder data, long records) throws IOException {
    CountedLog counted = new CountedLog(data.logPath(), records);
    for (long first = 0; first < records; first += PART_RECORDS) {
      counted.writePart(first, Math.min(records, first + PART_RECORDS));
    }
    for (String folder : List.of("segments", "cut")) {
      Files.createDirectories(data.logPath().resolve(folder));
    }
    return counted.rollups;
  }

  private void writePart(long first, long end) throws IOException {
    List<Rollup> part = new ArrayList<>();
    for (long i = first; i < end; ) {
      long hour = i * stepNanos / HOUR_NANOS;
      for (; i < end && i * stepNanos / HOUR_NANOS == hour; i++) {
        int denied = random.nextInt(DENIED_OF) == 0 ? 1 : 0;
        counts[random.nextInt(counts.length / 2) * 2 + denied]++;
      }
      drain(GeneratedLog.START.plusNanos(hour * HOUR_NANOS).toEpochMilli(), part);
    }
    rollups += part.size();
    String day =
        "received_date="
            + GeneratedLog.START
                .plusNanos(first * stepNanos)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
    String name = "%019d-%019d.parquet".formatted(first + 1, end);
    write("rollups", day, name, RollupTable.write(part, new TreeMap<>()));
    write("parts", day, name, noRecords());
  }

  private void drain(long hourMillis, List<Rollup> into) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        into.add(new Rollup(key(hourMillis, i), counts[i], 0, counts[i], counts[i] * 1000));
        counts[i] = 0;
      }
    }
  }

  private static RollupKey key(long hourMillis, int place) {
    boolean denied = place % 2 == 1;
    return new RollupKey(
        hourMillis,
        "default",
        "decision",
        "gateway",
        "ServiceAccount",
        GeneratedLog.account(place / 2 / GeneratedLog.ACTIONS),
        "Action",
        "action-" + place / 2 % GeneratedLog.ACTIONS,
        "Table",
        denied ? "deny" : "permit",
        denied ? "no-permit" : "permitted");
  }

  private void write(String folder, String day, String name, byte[] content) throws IOException {
    Path into = log.resolve(folder).resolve(day);
    Files.createDirectories(into);
    Files.write(into.resolve(name), content);
  }

  private static byte[] noRecords() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter writer = ParquetWriter.open(bytes, PartSchema.SCHEMA)) {
      writer.finish(new TreeMap<>());
    }
    return bytes.toByteArray();
  }
}
