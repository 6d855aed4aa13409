package dev.remit.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.Retention;
import dev.remit.store.log.RetentionLimits;
import dev.remit.store.log.Sealing;
import dev.remit.store.row.Column;
import dev.remit.store.row.ColumnType;
import dev.remit.store.row.Row;
import dev.remit.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log asked in SQL, held against a scan of it.
final class LogTableTest {
  private static final int ROWS = 1200;
  private static final Duration APART = Duration.ofMinutes(5);
  private static final long SEGMENT_BYTES = 10_000;

  private final RandomGenerator random = Seeds.random(Seeds.seed(20261122));

  @TempDir private Path folder = Path.of("");

  /// A log of five days, most of it sealed.
  private DataFolder written() throws Exception {
    return written(folder.resolve("data"));
  }

  private DataFolder written(Path path) throws Exception {
    try (DataFolder data = DataFolder.own(path)) {
      try (DrawnLog log = DrawnLog.open(data, random, SEGMENT_BYTES)) {
        log.append(ROWS, APART);
      }
      Sealing.seal(data.log(), 2);
    }
    return DataFolder.read(path);
  }

  private static List<Row> all(DecisionRows rows) throws QueryFault {
    List<Row> all = new ArrayList<>();
    try (rows) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        all.add(row);
      }
    }
    return all;
  }

  private static List<List<@Nullable Object>> ask(LogTable table, String sql) throws QueryFault {
    List<List<@Nullable Object>> all = new ArrayList<>();
    try (ResultRows rows = table.query(new Source("sql", sql))) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        all.add(new ArrayList<>(Arrays.asList(row)));
      }
    }
    return all;
  }

  private static long number(LogTable table, String sql) throws QueryFault {
    return ((Number) Objects.requireNonNull(ask(table, sql).getFirst().getFirst())).longValue();
  }

  @Test
  void aQueryThatIsCancelledEndsAndNoneComesAfter() throws Exception {
    try (DataFolder data = written();
        LogTable table = LogTable.open(data, Share.BESIDE)) {
      Source days =
          new Source(
              "days",
              "SELECT max(hash(a.range * b.range)) FROM range(100000000) a, range(100000000) b");
      Thread canceller = Thread.ofVirtual().start(table::cancel);
      assertThatThrownBy(() -> table.query(days).next())
          .isInstanceOf(QueryFault.class)
          .hasMessageContaining("was cancelled");
      canceller.join();
      assertThatThrownBy(() -> table.query(new Source("one", "SELECT 1")))
          .hasMessageContaining("was cancelled");
    }
  }

  @Test
  void theTableHoldsTheRowsOfTheLogInItsOrder() throws Exception {
    DataFolder data = written();
    try (LogTable table = LogTable.open(data)) {
      assertThat(all(table.select(Selection.all(List.of()))))
          .hasSize(ROWS)
          .isEqualTo(DrawnLog.scan(data));
    }
  }

  @Test
  void filtersSelectWhatAScanSelects() throws Exception {
    DataFolder data = written();
    List<Row> scanned = DrawnLog.scan(data);
    try (LogTable table = LogTable.open(data)) {
      for (Map.Entry<Condition, Predicate<Row>> filter : filters(scanned).entrySet()) {
        List<Row> expected = scanned.stream().filter(filter.getValue()).toList();
        assertThat(all(table.select(Selection.all(List.of(filter.getKey())))))
            .as(filter.getKey().sql() + " " + filter.getKey().parameters())
            .isNotEmpty()
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void pagesTheNewestFirstHaveEachRecordOnce() throws Exception {
    DataFolder data = written();
    List<Row> expected = new ArrayList<>(DrawnLog.scan(data));
    expected.sort(
        Comparator.comparingLong((Row row) -> row.whole(Column.TIME))
            .thenComparingLong(row -> row.whole(Column.SEQUENCE))
            .reversed());
    List<Row> paged = new ArrayList<>();
    try (LogTable table = LogTable.open(data)) {
      List<Condition> rest = List.of();
      List<Row> page;
      do {
        Selection next = new Selection(rest, Selection.Order.NEWEST_FIRST, 97);
        try (DecisionRows rows = table.select(next)) {
          page = all(rows);
        }
        paged.addAll(page);
        Row last = paged.getLast();
        rest =
            List.of(
                Condition.olderThan(
                    Instant.ofEpochMilli(last.whole(Column.TIME)), last.whole(Column.SEQUENCE)));
      } while (!page.isEmpty());
    }
    assertThat(paged).isEqualTo(expected);
  }

  @Test
  void filtersTogetherSelectWhatAllOfThemSelect() throws Exception {
    DataFolder data = written();
    List<Row> scanned = DrawnLog.scan(data);
    List<Map.Entry<Condition, Predicate<Row>>> filters = List.copyOf(filters(scanned).entrySet());
    Comparator<Row> byTime =
        Comparator.comparingLong((Row row) -> row.whole(Column.TIME))
            .thenComparingLong(row -> row.whole(Column.SEQUENCE));
    try (LogTable table = LogTable.open(data)) {
      for (int round = 0; round < 30; round++) {
        var first = filters.get(random.nextInt(filters.size()));
        var second = filters.get(random.nextInt(filters.size()));
        List<Condition> both = List.of(first.getKey(), second.getKey());
        List<Row> expected =
            scanned.stream().filter(first.getValue()).filter(second.getValue()).toList();
        assertThat(all(table.select(new Selection(both, Selection.Order.NEWEST_FIRST, 7))))
            .isEqualTo(expected.stream().sorted(byTime.reversed()).limit(7).toList());
        assertThat(all(table.select(new Selection(both, Selection.Order.OLDEST_FIRST, 7))))
            .isEqualTo(expected.stream().sorted(byTime).limit(7).toList());
      }
    }
  }

  private Map<Condition, Predicate<Row>> filters(List<Row> rows) {
    Map<Condition, Predicate<Row>> filters = new LinkedHashMap<>();
    Row some = rows.get(random.nextInt(rows.size()));
    EntityUid principal = uid(some, Column.PRINCIPAL_TYPE, Column.PRINCIPAL_ID);
    EntityUid action = uid(some, Column.ACTION_TYPE, Column.ACTION_ID);
    String quoted = "it's \"quoted\" ä\uD83D\uDE00 \\ %_";
    String account = EntityUid.of("Account", quoted).toString();
    Instant from = DrawnLog.START.plus(Duration.ofHours(30));
    Instant end = DrawnLog.START.plus(Duration.ofHours(50));
    filters.put(
        Condition.principal(principal),
        row -> uid(row, Column.PRINCIPAL_TYPE, Column.PRINCIPAL_ID).equals(principal));
    filters.put(
        Condition.principal("x' OR '1'='1"),
        row -> row.text(Column.PRINCIPAL_ID).equals("x' OR '1'='1"));
    filters.put(
        Condition.action(action),
        row -> uid(row, Column.ACTION_TYPE, Column.ACTION_ID).equals(action));
    filters.put(Condition.action(""), row -> row.text(Column.ACTION_ID).isEmpty());
    filters.put(
        Condition.resource(EntityUid.of("Account", quoted)),
        row -> row.list(Column.RESOURCES).contains(account));
    filters.put(
        Condition.resource("symbol1"),
        row ->
            "symbol1".equals(row.find(Column.RESOURCE_ID))
                || row.list(Column.RESOURCES).contains("Account::\"symbol1\""));
    filters.put(
        Condition.reason("symbol3"),
        row ->
            row.text(Column.REASON).equals("symbol3")
                || row.list(Column.POLICIES).contains("symbol3"));
    filters.put(
        Condition.is(Column.OUTCOME, "deny"), row -> row.text(Column.OUTCOME).equals("deny"));
    filters.put(
        Condition.is(Column.TASK, "symbol5"), row -> "symbol5".equals(row.find(Column.TASK)));
    filters.put(Condition.since(from), row -> row.whole(Column.TIME) >= from.toEpochMilli());
    filters.put(Condition.before(end), row -> row.whole(Column.TIME) < end.toEpochMilli());
    filters.put(
        Condition.id(some.uuid(Column.ID)),
        row -> row.uuid(Column.ID).equals(some.uuid(Column.ID)));
    return filters;
  }

  private static EntityUid uid(Row row, Column type, Column id) {
    return EntityUid.of(row.text(type), row.text(id));
  }

  @Test
  void aDayOpensOnlyItsFiles() throws Exception {
    DataFolder data = written();
    try (LogTable table = LogTable.open(data);
        Stream<Path> ofDay = Files.list(data.logPath().resolve("parts/received_date=2026-11-20"))) {
      String day = "SELECT count(*) FROM decisions WHERE received_date = DATE '2026-11-20'";
      assertThat(number(table, day)).isEqualTo(24 * 60 / APART.toMinutes());
      Scanned scanned =
          Scanned.of(String.valueOf(ask(table, "EXPLAIN ANALYZE " + day).getFirst().getLast()));
      assertThat(scanned.files()).isEqualTo(ofDay.count()).isLessThan(scanned.all());
    }
  }

  @Test
  void parametersSkipFilesAsConstantsDo() throws Exception {
    try (LogTable table = LogTable.open(written())) {
      Row newest =
          all(table.select(new Selection(List.of(), Selection.Order.NEWEST_FIRST, 1))).getFirst();
      for (Condition condition :
          List.of(
              Condition.since(Instant.parse("2026-11-22T20:00:00Z")),
              Condition.id(newest.uuid(Column.ID)))) {
        Scanned scanned = Scanned.of(table.plan(Selection.all(List.of(condition))));
        assertThat(scanned.files()).isPositive().isLessThan(scanned.all());
      }
    }
  }

  /// How many files were read, of how many.
  private record Scanned(long files, long all) {
    private static final Pattern FILES = Pattern.compile("Scanning Files: (\\d+)/(\\d+)");

    static Scanned of(String plan) {
      Matcher matcher = FILES.matcher(plan);
      assertThat(matcher.find()).as(plan).isTrue();
      return new Scanned(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }
  }

  @Test
  void theColumnsAreThoseOfTheTableAndTheDay() throws Exception {
    try (LogTable table = LogTable.open(written())) {
      List<String> described =
          ask(table, "DESCRIBE decisions").stream()
              .map(column -> column.get(0) + " " + column.get(1))
              .toList();
      List<String> expected = new ArrayList<>();
      Column.ALL.forEach(column -> expected.add(column.title() + " " + type(column.type())));
      expected.add("received_date DATE");
      assertThat(described).isEqualTo(expected);
    }
  }

  private static String type(ColumnType type) {
    return switch (type) {
      case WHOLE -> "BIGINT";
      case INSTANT -> "TIMESTAMP WITH TIME ZONE";
      case FLAG -> "BOOLEAN";
      case UUID, SYMBOL, TEXT -> "VARCHAR";
      case JSON -> "JSON";
      case LIST -> "VARCHAR[]";
    };
  }

  /// Count, duplicates, timed and latency by the columns before them.
  private static Map<List<@Nullable Object>, List<Long>> rollups(LogTable table) throws QueryFault {
    Map<List<@Nullable Object>, List<Long>> sums = new HashMap<>();
    for (List<@Nullable Object> row :
        ask(table, "SELECT epoch_ms(hour), * EXCLUDE (hour, received_date) FROM rollups")) {
      int keys = row.size() - 4;
      List<Long> measures = row.subList(keys, keys + 4).stream().map(Long.class::cast).toList();
      sums.merge(new ArrayList<>(row.subList(0, keys)), measures, LogTableTest::added);
    }
    return sums;
  }

  private static List<Long> added(List<Long> left, List<Long> right) {
    return IntStream.range(0, left.size()).mapToObj(i -> left.get(i) + right.get(i)).toList();
  }

  /// The same from the rows.
  private static Map<List<@Nullable Object>, List<Long>> counted(List<Row> rows) {
    Map<List<@Nullable Object>, List<Long>> sums = new HashMap<>();
    for (Row row : rows) {
      List<@Nullable Object> key = new ArrayList<>();
      key.add(row.whole(Column.TIME) / 3_600_000 * 3_600_000);
      for (Column column :
          List.of(
              Column.TENANT,
              Column.KIND,
              Column.POINT,
              Column.PRINCIPAL_TYPE,
              Column.PRINCIPAL_ID,
              Column.ACTION_TYPE,
              Column.ACTION_ID,
              Column.RESOURCE_TYPE,
              Column.OUTCOME,
              Column.REASON)) {
        key.add(row.find(column));
      }
      Long nanos = row.flag(Column.DUPLICATE) ? null : (Long) row.find(Column.LATENCY_NANOS);
      List<Long> measures =
          List.of(
              row.flag(Column.DUPLICATE) ? 0L : 1L,
              row.flag(Column.DUPLICATE) ? 1L : 0L,
              nanos == null ? 0L : 1L,
              nanos == null ? 0L : nanos);
      sums.merge(key, measures, LogTableTest::added);
    }
    return sums;
  }

  @Test
  void theRollupsCountEveryRowSealedOrNot() throws Exception {
    DataFolder data = written();
    try (LogTable table = LogTable.open(data)) {
      assertThat(rollups(table)).isEqualTo(counted(DrawnLog.scan(data))).hasSizeGreaterThan(100);
      assertThat(number(table, "SELECT sum(count + duplicates)::BIGINT FROM rollups"))
          .isEqualTo(ROWS);
    }
  }

  @Test
  void aPartWithoutItsRollupsIsCountedAllTheSame() throws Exception {
    DataFolder data = written();
    try (Stream<Path> files = Files.walk(data.logPath().resolve("rollups"))) {
      List<Path> rollups = files.filter(Files::isRegularFile).toList();
      Files.delete(rollups.get(random.nextInt(rollups.size())));
      assertThat(rollups).hasSizeGreaterThan(1);
    }
    try (LogTable table = LogTable.open(data)) {
      assertThat(rollups(table)).isEqualTo(counted(DrawnLog.scan(data)));
    }
  }

  @Test
  void rollupsOutliveTheRowsThatRetentionRemoves() throws Exception {
    DataFolder data = written();
    Map<List<@Nullable Object>, List<Long>> before = counted(DrawnLog.scan(data));
    RetentionLimits limits = new RetentionLimits(Duration.ofDays(1), Long.MAX_VALUE);
    InstantSource clock = InstantSource.fixed(DrawnLog.START.plus(Duration.ofDays(3)));
    assertThat(new Retention(data.log(), clock, null).apply(limits)).isNotEmpty();
    try (LogTable table = LogTable.open(data)) {
      assertThat(number(table, "SELECT count(*) FROM decisions")).isLessThan(ROWS);
      assertThat(rollups(table)).isEqualTo(before);
    }
  }

  @Test
  void rollupsOfADayOpenOnlyItsFiles() throws Exception {
    try (LogTable table = LogTable.open(written())) {
      String day = "SELECT sum(count) FROM rollups WHERE received_date = DATE '2026-11-20'";
      Scanned scanned =
          Scanned.of(String.valueOf(ask(table, "EXPLAIN ANALYZE " + day).getFirst().getLast()));
      assertThat(scanned.files()).isPositive().isLessThan(scanned.all());
    }
  }

  @Test
  void aTableStaysAsItWasWhenItWasOpened() throws Exception {
    try (DataFolder data = DataFolder.own(folder.resolve("data"))) {
      try (DrawnLog log = DrawnLog.open(data, random, Long.MAX_VALUE)) {
        log.append(40, APART);
      }
      List<Row> then = DrawnLog.scan(data);
      try (LogTable table = LogTable.open(DataFolder.read(data.path()))) {
        try (DrawnLog log = DrawnLog.open(data, random, Long.MAX_VALUE)) {
          log.append(40, APART);
        }
        Sealing.seal(data.log(), 0);
        assertThat(all(table.select(Selection.all(List.of())))).isEqualTo(then);
        assertThat(rollups(table)).isEqualTo(counted(then));
      }
      assertThat(DrawnLog.scan(data)).hasSize(80);
    }
  }

  @Test
  void aDamagedSegmentIsSaidAndNotPassedOver() throws Exception {
    DataFolder data = written();
    try (Stream<Path> segments = Files.list(data.logPath().resolve("segments"))) {
      Path first = segments.sorted().findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(first);
      bytes[bytes.length / 2] ^= 1;
      Files.write(first, bytes);
    }
    try (LogTable table = LogTable.open(data)) {
      for (String sql :
          List.of("SELECT max(outcome) FROM decisions", "SELECT sum(count) FROM rollups")) {
        assertThatThrownBy(() -> ask(table, sql))
            .isInstanceOf(QueryFault.class)
            .hasMessageContaining("has a frame whose checksum is wrong; `remit log verify` says");
      }
    }
  }

  @Test
  void anEmptyLogIsAnEmptyTable() throws Exception {
    try (DataFolder data = DataFolder.own(folder.resolve("data"))) {
      DrawnLog.open(data, random, SEGMENT_BYTES).close();
      try (LogTable table = LogTable.open(data)) {
        assertThat(number(table, "SELECT count(*) FROM decisions")).isZero();
        assertThat(number(table, "SELECT count(*) FROM rollups")).isZero();
        assertThat(all(table.select(Selection.all(List.of())))).isEmpty();
      }
    }
  }

  @Test
  void aFolderMayHaveAnyName() throws Exception {
    try (LogTable table = LogTable.open(written(folder.resolve("it's a [b]*?{c} ä")))) {
      assertThat(number(table, "SELECT count(*) FROM decisions")).isEqualTo(ROWS);
    }
  }

  @Test
  void besideAWriterThatSealsNothingIsLostOrDoubled() throws Exception {
    try (DataFolder data = DataFolder.own(folder.resolve("data"));
        DrawnLog log = DrawnLog.open(data, random, SEGMENT_BYTES)) {
      Thread writer = Thread.ofPlatform().start(() -> append(log, 4 * ROWS));
      DataFolder beside = DataFolder.read(data.path());
      boolean last;
      do {
        last = !writer.isAlive();
        long logged = log.log().accounts().logged();
        try (LogTable table = LogTable.open(beside)) {
          long count = number(table, "SELECT count(*) FROM decisions");
          assertThat(count).isGreaterThanOrEqualTo(logged);
          assertThat(number(table, "SELECT count(DISTINCT sequence) FROM decisions"))
              .isEqualTo(count);
          assertThat(number(table, "SELECT coalesce(max(sequence), 0) FROM decisions"))
              .isEqualTo(count);
          assertThat(
                  number(table, "SELECT coalesce(sum(count + duplicates), 0)::BIGINT FROM rollups"))
              .isEqualTo(count);
        }
      } while (!last);
    }
    try (Stream<Path> parts = Files.walk(folder.resolve("data/log/parts"))) {
      assertThat(parts.filter(Files::isRegularFile)).as("sealed meanwhile").isNotEmpty();
    }
  }

  private static void append(DrawnLog log, int count) {
    try {
      log.append(count, Duration.ofSeconds(20));
    } catch (AppendFailed e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nothingButTheLogIsReadAndNothingIsChanged() throws Exception {
    Path outside = folder.resolve("outside");
    Path segments = folder.resolve("data/log/segments");
    try (LogTable table = LogTable.open(written())) {
      for (String sql :
          List.of(
              "SELECT * FROM read_text('/etc/passwd')",
              "SELECT * FROM read_csv('/etc/passwd')",
              "FROM '/etc/passwd'",
              "SELECT * FROM glob('/etc/*')",
              "SELECT * FROM read_text('" + folder.resolve("data/lock") + "')",
              "SELECT * FROM read_text('" + segments + "/../../lock')",
              "COPY decisions TO '" + outside + "'",
              "COPY decisions TO '" + segments.resolve("hole.csv") + "'",
              "SELECT 1; COPY decisions TO '" + segments.resolve("hole.csv") + "'",
              "EXPLAIN ANALYZE COPY decisions TO '" + segments.resolve("hole.csv") + "'",
              "EXPLAIN SELECT 1; COPY decisions TO '" + segments.resolve("hole.csv") + "'",
              "/**/ EXPLAIN ANALYZE COPY decisions TO '" + segments.resolve("hole.csv") + "'",
              "SELECT * FROM query('COPY decisions TO ''" + segments.resolve("hole.csv") + "''')",
              "EXPORT DATABASE '" + segments + "'",
              "ATTACH '" + segments.resolve("hole.db") + "'",
              "CREATE TABLE t AS SELECT 1",
              "WITH gone AS (DELETE FROM decisions RETURNING *) SELECT * FROM gone",
              "DROP VIEW decisions",
              "SET enable_external_access = true",
              "SET memory_limit = '64GiB'",
              "RESET allowed_directories",
              "INSTALL httpfs",
              "LOAD httpfs",
              "PRAGMA database_list",
              "CALL enable_logging()",
              "SELECT * FROM read_parquet('https://example.com/x.parquet')",
              "SELECT getenv('HOME')",
              "")) {
        assertThatThrownBy(() -> ask(table, sql)).as(sql).isInstanceOf(QueryFault.class);
      }
      assertThat(number(table, "SELECT count(*) FROM decisions")).isEqualTo(ROWS);
    }
    assertThat(outside).doesNotExist();
    assertThat(segments.resolve("hole.csv")).doesNotExist();
    assertThat(segments.resolve("hole.db")).doesNotExist();
  }

  @Test
  void aMistakeInTheMiddleOfTheRowsIsToldAndNotSwallowed() throws Exception {
    try (LogTable table = LogTable.open(written())) {
      assertThatThrownBy(() ->
              ask(
                  table,
                  "SELECT r, CASE WHEN r = 900_000 THEN error('boom') END"
                      + " FROM range(1_000_000) t(r)"))
          .isInstanceOf(QueryFault.class)
          .hasMessage("sql: boom");
    }
  }

  @Test
  void theTemporaryFolderIsItsOwnersAloneAndGoesAway() throws Exception {
    Path path;
    try (TemporaryFolder temporary = TemporaryFolder.make()) {
      path = temporary.path();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
      temporary.disk("tail").create("file").close();
    }
    assertThat(path).doesNotExist();
  }
}
