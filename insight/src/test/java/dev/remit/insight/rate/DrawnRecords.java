package dev.remit.insight.rate;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservationRows;
import dev.remit.store.observation.ObservedClient;
import dev.remit.store.observation.ObservedOutcome;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A log of records drawn at random, of all kinds and reasons, whose clock the test moves.
final class DrawnRecords implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-18T20:10:00Z");

  private static final Duration APART = Duration.ofSeconds(40);
  private static final long SEGMENT_BYTES = 40_000;
  private static final int LATE_MILLIS_MAX = 3 * 3_600_000;

  private final RandomGenerator random;
  private final DataFolder data;
  private final SegmentedLog log;
  private volatile Instant now = START;

  private DrawnRecords(DataFolder data, RandomGenerator random) throws AppendFailed, IOException {
    this.data = data;
    this.random = random;
    this.log =
        SegmentedLog.open(
            data.log(),
            new LogSettings(Durability.BUFFERED, SEGMENT_BYTES, Duration.ofSeconds(30)),
            () -> now,
            () -> new UUID(3, 4));
  }

  static DrawnRecords open(Path folder, RandomGenerator random) throws Exception {
    return new DrawnRecords(DataFolder.own(folder), random);
  }

  void append(int count) throws AppendFailed {
    for (int i = 0; i < count; i++) {
      submit(draw());
    }
  }

  void submit(Row row) throws AppendFailed {
    log.submit(row).join();
    now = now.plus(APART);
  }

  Instant now() {
    return now;
  }

  /// A day later, all that was appended is sealed; one record follows, which is in no rate.
  void seal() throws AppendFailed, IOException {
    now = now.plus(Duration.ofDays(1));
    submit(decision(RecordKind.SEARCH, ReasonCode.SEARCHED));
    while (segments() > 1) {
      Thread.onSpinWait();
    }
  }

  private long segments() throws IOException {
    try (Stream<Path> segments = Files.list(data.logPath().resolve("segments"))) {
      return segments.count();
    }
  }

  private Row draw() {
    return switch (random.nextInt(10)) {
      case 0 -> decision(RecordKind.SEARCH, ReasonCode.SEARCHED);
      case 1 -> decision(RecordKind.TASK, ReasonCode.TASK_NOTED);
      case 2, 3, 4 -> observation();
      case 5 -> decision(RecordKind.RUN, attempted());
      default -> decision(RecordKind.DECISION, attempted());
    };
  }

  /// Any reason of our own, half of them the two that are common.
  private ReasonCode attempted() {
    if (random.nextBoolean()) {
      return random.nextBoolean() ? ReasonCode.PERMITTED : ReasonCode.NO_PERMIT;
    }
    List<ReasonCode> own =
        Stream.of(ReasonCode.values())
            .filter(reason -> reason.kind() != ReasonCode.Kind.NOTED)
            .filter(reason -> reason.compareTo(ReasonCode.OBSERVED_PERMIT) < 0)
            .toList();
    return own.get(random.nextInt(own.size()));
  }

  private Row observation() {
    ObservedOutcome[] outcomes = ObservedOutcome.values();
    Observation observation =
        new Observation(
            oneOf("cloudtrail", "envoy"),
            "e-" + random.nextInt(1_000_000),
            time(),
            oneOf("aws/1/eu-west-1", "aws/2/us-east-1"),
            outcomes[random.nextInt(outcomes.length)],
            EntityUid.of("AWS::Role", oneOf("deploy", "audit", "it's \"quoted\"")),
            EntityUid.of("Action", oneOf("s3:GetObject", "s3:PutObject", "iam:ListRoles")),
            random.nextInt(5) == 0
                ? List.of()
                : List.of(EntityUid.of("AWS::Object", oneOf("b", "c") + "/" + random.nextInt(9))),
            "",
            "",
            random.nextBoolean() ? OptionalInt.of(oneStatus()) : OptionalInt.empty(),
            ObservedClient.UNKNOWN,
            new Provenance(
                Claim.absent(), Claim.absent(), Claim.absent(), Claim.absent(), Claim.absent()),
            Optional.empty(),
            Json.object(),
            "drawn");
    return ObservationRows.of(id(), "default", observation, random.nextInt(4) == 0);
  }

  private int oneStatus() {
    return random.nextBoolean() ? 200 : random.nextBoolean() ? 403 : 500;
  }

  private Row decision(RecordKind kind, ReasonCode reason) {
    @Nullable Object[] values = new Object[Column.ALL.size()];
    for (Column column : Column.ALL) {
      if (!column.isOptional()) {
        values[column.place()] =
            switch (column.type()) {
              case WHOLE, INSTANT -> 0L;
              case FLAG -> false;
              case UUID -> id();
              case SYMBOL, TEXT -> "absent";
              case JSON -> "[]";
              case LIST -> List.of();
            };
      }
    }
    set(values, Column.TENANT, oneOf("default", "harbour"));
    set(values, Column.TIME, time().toEpochMilli());
    set(values, Column.KIND, kind.text());
    set(values, Column.POINT, oneOf("gateway", "mcp"));
    boolean permit = reason.kind() == ReasonCode.Kind.PERMITTED;
    set(values, Column.OUTCOME, permit ? "permit" : "deny");
    set(values, Column.REASON, reason.code());
    set(values, Column.PRINCIPAL_TYPE, oneOf("Agent", "Ns::Workload"));
    set(values, Column.PRINCIPAL_ID, oneOf("a", "b", "c"));
    set(values, Column.ACTION_TYPE, oneOf("Action", "Ns::Action"));
    set(values, Column.ACTION_ID, oneOf("read", "write"));
    set(values, Column.DUPLICATE, random.nextInt(6) == 0);
    if (random.nextBoolean()) {
      set(values, Column.RESOURCE_TYPE, "Table");
      set(values, Column.RESOURCE_ID, oneOf("/api/t1", "/api/t2", "/web/t1"));
      set(values, Column.RESOURCE_OWNER, oneOf("ann", "bob"));
    }
    if (random.nextBoolean()) {
      set(values, Column.TASK, oneOf("t-1", "t-2"));
    }
    if (random.nextInt(4) == 0) {
      set(values, Column.PURPOSE, oneOf("refunds", "audit"));
    }
    if (random.nextInt(3) == 0) {
      set(values, Column.VISIBLE_STATUS, (long) oneStatus());
      if (random.nextBoolean()) {
        set(values, Column.ATTEMPT_KEY, oneOf("k1", "k2", "k3"));
      }
    }
    return Row.of(values);
  }

  /// When it was decided: now, or some time before.
  private Instant time() {
    return random.nextInt(3) == 0 ? now.minusMillis(random.nextInt(LATE_MILLIS_MAX)) : now;
  }

  private UUID id() {
    long high = now.toEpochMilli() << 16 | 0x7000L | random.nextInt(0x1000);
    return new UUID(high, Long.MIN_VALUE | random.nextLong() >>> 2);
  }

  private String oneOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private static void set(@Nullable Object[] values, Column column, Object value) {
    values[column.place()] = value;
  }

  /// Every row, by the reader of the log.
  static List<Row> scan(Path folder) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (DataFolder data = DataFolder.read(folder)) {
      scan(data, rows);
    }
    return rows;
  }

  private static void scan(DataFolder data, List<Row> rows) throws IOException, DamagedLog {
    new LogReader(data.log()).visit(1, rows::add);
  }

  @Override
  public void close() throws AppendFailed, IOException {
    try (data) {
      log.close();
    }
  }
}
