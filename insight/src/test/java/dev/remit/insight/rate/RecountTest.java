package dev.remit.insight.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.RecordKind;
import dev.remit.store.data.DataFolder;
import dev.remit.store.query.LogTable;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.testkit.Seeds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Figures held against a recount that shares nothing with them: by another query on the Parquet
/// files, and by hand over all records.
@Timeout(120)
final class RecountTest {
  private static final int SEALED = 900;
  private static final int TAIL = 250;
  private static final int QUESTIONS = 60;
  private static final String DENIED =
      "('forbidden', 'no-permit', 'no-delegator', 'delegation-too-deep', 'acts-for-nobody',"
          + " 'observed-denial')";

  private final RandomGenerator random = Seeds.random(Seeds.seed(20261123));

  @TempDir private Path folder = Path.of("");

  private void write(int sealed, int tail) throws Exception {
    try (DrawnRecords records = DrawnRecords.open(folder, random)) {
      records.append(sealed);
      records.seal();
      records.append(tail);
    }
  }

  private static Tally ask(LogTable table, Question question) throws Exception {
    return new TallyReader(table).read(question);
  }

  /// A query by hand on the files alone: a text for each row.
  private List<String> parquet(String sql) throws Exception {
    String rated =
        "(SELECT * FROM read_parquet('"
            + folder.resolve("log/parts")
            + "/*/*.parquet') WHERE kind IN ('decision', 'run', 'observation'))";
    List<String> lines = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(sql.replace("RATED", rated).replace("DENIED", DENIED))) {
      while (result.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          cells.add(result.getString(i));
        }
        lines.add(String.join(" ", cells));
      }
    }
    return lines;
  }

  @Test
  void figuresAgreeWithAQueryOnTheParquetFiles() throws Exception {
    write(SEALED, 0);
    try (DataFolder data = DataFolder.read(folder);
        LogTable table = LogTable.open(data)) {
      Tally tally = ask(table, new Question(Scope.ALL, List.of(Dimension.IDENTITY), 100));
      Counts counts = tally.whole().counts();
      assertThat(
              "%d %d %d %d"
                  .formatted(
                      counts.denied(),
                      counts.evaluated(),
                      counts.attempts(),
                      tally.whole().duplicates()))
          .isEqualTo(
              parquet(
                      """
                      SELECT count(*) FILTER (NOT duplicate AND reason IN DENIED),
                        count(*) FILTER (NOT duplicate
                          AND (reason IN DENIED OR reason IN ('permitted', 'observed-permit'))),
                        count(*) FILTER (NOT duplicate AND reason <> 'authenticated'),
                        count(*) FILTER (duplicate)
                      FROM RATED
                      """)
                  .getFirst());
      assertThat(tally.groups())
          .extracting(group -> group.names().getFirst() + " " + group.counts().attempts())
          .containsExactlyInAnyOrderElementsOf(
              parquet(
                  "SELECT principal_type || '::\"' || replace(principal_id, '\"', '\\\"') || '\"',"
                      + " count(*) FILTER (NOT duplicate AND reason <> 'authenticated')"
                      + " FROM RATED GROUP BY ALL"));
    }
  }

  @Test
  void detailsAgreeWithAQueryOnTheParquetFiles() throws Exception {
    write(SEALED, 0);
    try (DataFolder data = DataFolder.read(folder);
        LogTable table = LogTable.open(data)) {
      Details details = new DetailsReader(table).read(Scope.ALL);
      LargestCause cause = Objects.requireNonNull(details.largest());
      assertThat("%d %d".formatted(details.records(), details.late()))
          .isEqualTo(
              parquet(
                      "SELECT count(*), count(*) FILTER (received > \"time\" + INTERVAL 1 HOUR)"
                          + " FROM RATED WHERE NOT duplicate AND reason <> 'authenticated'")
                  .getFirst());
      assertThat(cause.denied())
          .isEqualTo(
              Long.parseLong(
                  parquet(
                          """
                          SELECT count(*) AS n FROM RATED
                          WHERE NOT duplicate AND reason IN DENIED
                          GROUP BY principal_type, principal_id,
                            CASE WHEN resource_id IS NULL THEN action_type || action_id END,
                            CASE WHEN resource_id LIKE '/%' THEN '/' || split_part(resource_id, '/', 2)
                              ELSE split_part(resource_id, '/', 1) END
                          ORDER BY n DESC LIMIT 1
                          """)
                      .getFirst()));
      Map<String, Long> firsts = new HashMap<>();
      for (Sight sight : details.sights()) {
        assertThat(sight.exact()).isTrue();
        firsts.merge(
            sight.kind() + " " + sight.point() + " " + sight.service(),
            sight.first().toEpochMilli(),
            Math::min);
      }
      assertThat(firsts.entrySet())
          .extracting(first -> first.getKey() + " " + first.getValue())
          .containsExactlyInAnyOrderElementsOf(
              parquet(
                  "SELECT kind, point, CASE WHEN action_id LIKE '%:%' THEN regexp_replace(action_id,"
                      + " ':.*', '') ELSE action_type END AS service, epoch_ms(min(\"time\"))"
                      + " FROM RATED GROUP BY 1, 2, 3"));
    }
  }

  @Test
  void userVisibleFailuresAreCountedOnceForAllAttemptsOfARequest() throws Exception {
    write(SEALED, TAIL);
    Map<Object, Row> requests = new HashMap<>();
    for (Row row : DrawnRecords.scan(folder)) {
      if (account(row).isEmpty() || row.flag(Column.DUPLICATE)) {
        continue;
      }
      if (row.has(Column.VISIBLE_STATUS)) {
        Object request =
            row.has(Column.ATTEMPT_KEY)
                ? texts(
                    row,
                    Column.TENANT,
                    Column.PRINCIPAL_TYPE,
                    Column.PRINCIPAL_ID,
                    Column.TASK,
                    Column.ATTEMPT_KEY)
                : row.uuid(Column.ID);
        requests.merge(
            request,
            row,
            (one, other) -> one.whole(Column.TIME) > other.whole(Column.TIME) ? one : other);
      }
    }
    long failed =
        requests.values().stream()
            .filter(row ->
                row.whole(Column.VISIBLE_STATUS) >= 400
                    && account(row).equals(Optional.of(Account.DENIED)))
            .count();
    try (DataFolder data = DataFolder.read(folder);
        LogTable table = LogTable.open(data)) {
      assertThat(new DetailsReader(table).read(Scope.ALL).visible())
          .isEqualTo(new Rate(failed, requests.size()));
    }
    assertThat(failed).isPositive();
  }

  private static List<@Nullable Object> texts(Row row, Column... columns) {
    List<@Nullable Object> texts = new ArrayList<>();
    for (Column column : columns) {
      texts.add(row.find(column));
    }
    return texts;
  }

  @Test
  void whereNoRecordSaysWhatAUserSawTheirRateIsUnavailableAndNotZero() throws Exception {
    write(5, 0);
    Instant before = DrawnRecords.START.minus(Duration.ofDays(9));
    try (DataFolder data = DataFolder.read(folder);
        LogTable table = LogTable.open(data)) {
      Scope nothing = Scope.ALL.within(before, before.plusSeconds(1));
      Details details = new DetailsReader(table).read(nothing);
      assertThat(details.visible()).isNull();
      assertThat(details.largest()).isNull();
      Tally tally = ask(table, new Question(nothing, List.of(Dimension.HOUR), 5));
      assertThat(tally.whole().counts()).isEqualTo(Counts.NONE);
      assertThat(tally.groups()).isEmpty();
    }
  }

  /// From counts by hour where they tell, from records where not, and from both where a window cuts
  /// an hour: always what a count by hand over all records gives.
  @Test
  void anyQuestionIsAnsweredAsACountByHandAnswersIt() throws Exception {
    write(SEALED, TAIL);
    List<Row> rows = DrawnRecords.scan(folder);
    boolean rolledUp = false;
    try (DataFolder data = DataFolder.read(folder);
        LogTable table = LogTable.open(data)) {
      for (int i = 0; i < QUESTIONS; i++) {
        Question question = question();
        Tally tally = ask(table, question);
        rolledUp |= tally.rolledUp();
        assertAnswers(question, tally, rows);
      }
    }
    assertThat(rolledUp).isTrue();
  }

  private Question question() {
    List<Dimension> by = new ArrayList<>(List.of(Dimension.values()));
    Collections.shuffle(by, Random.from(random));
    return new Question(scope(), by.subList(0, random.nextInt(3)), random.nextInt(8));
  }

  private Scope scope() {
    Instant from = DrawnRecords.START.plusMillis(random.nextInt(12 * 3_600_000) - 7_200_000);
    Instant until = from.plusMillis(random.nextInt(8 * 3_600_000));
    if (random.nextBoolean()) {
      from = hour(from);
      until = hour(until);
    }
    return new Scope(
        random.nextInt(3) == 0 ? null : from,
        random.nextInt(3) == 0 ? null : until,
        random.nextInt(3) == 0 ? RecordKind.OBSERVATION : null,
        random.nextInt(4) == 0 ? "envoy" : null,
        random.nextInt(4) == 0 ? "harbour" : null);
  }

  private static Instant hour(Instant instant) {
    return instant.truncatedTo(ChronoUnit.HOURS);
  }

  private static void assertAnswers(Question question, Tally tally, List<Row> rows) {
    Map<List<String>, Counts> groups = new TreeMap<>(Comparator.comparing(List::toString));
    long duplicates = 0;
    for (Row row : rows) {
      if (isOutsideRates(row) || !holds(question.scope(), row)) {
        continue;
      }
      if (row.flag(Column.DUPLICATE)) {
        duplicates++;
        continue;
      }
      Optional<Account> account = account(row);
      if (account.isEmpty()) {
        continue; // Somebody signed in, which is no attempt.
      }
      groups.merge(
          question.by().stream().map(dimension -> name(dimension, row)).toList(),
          Counts.of(account.get(), 1),
          Counts::plus);
    }
    Counts whole = groups.values().stream().reduce(Counts.NONE, Counts::plus);
    assertThat(tally.whole().counts()).as(question.toString()).isEqualTo(whole);
    assertThat(tally.whole().duplicates()).as(question.toString()).isEqualTo(duplicates);
    int named = question.by().isEmpty() ? 0 : Math.min(question.top(), groups.size());
    assertThat(tally.groups()).as(question.toString()).hasSize(named);
    for (Group group : tally.groups()) {
      assertThat(group.counts())
          .as(question + " " + group.names())
          .isEqualTo(groups.get(group.names()));
    }
    if (!question.by().isEmpty()) {
      assertThat(tally.others().groups()).isEqualTo(groups.size() - named);
      long least =
          tally.groups().stream().mapToLong(g -> g.counts().denied()).min().orElse(Long.MAX_VALUE);
      tally.groups().forEach(group -> groups.remove(group.names()));
      assertThat(groups.values()).allMatch(counts -> counts.denied() <= least);
    }
  }

  private static boolean isOutsideRates(Row row) {
    return RecordKind.find(row.text(Column.KIND)).orElseThrow().isOutsideRates();
  }

  private static Optional<Account> account(Row row) {
    return Account.of(
        RecordKind.find(row.text(Column.KIND)).orElseThrow(),
        ReasonCode.find(row.text(Column.REASON)).orElseThrow());
  }

  private static boolean holds(Scope scope, Row row) {
    Instant time = Instant.ofEpochMilli(row.whole(Column.TIME));
    return (scope.from() == null || !time.isBefore(scope.from()))
        && (scope.until() == null || time.isBefore(scope.until()))
        && (scope.kind() == null || scope.kind().text().equals(row.text(Column.KIND)))
        && (scope.source() == null || scope.source().equals(row.find(Column.SOURCE)))
        && (scope.tenant() == null || scope.tenant().equals(row.text(Column.TENANT)));
  }

  private static String name(Dimension dimension, Row row) {
    return switch (dimension) {
      case IDENTITY -> uid(row, Column.PRINCIPAL_TYPE, Column.PRINCIPAL_ID);
      case RESOURCE -> uid(row, Column.RESOURCE_TYPE, Column.RESOURCE_ID);
      case ACTION ->
          row.text(Column.ACTION_TYPE).equals("Action")
              ? row.text(Column.ACTION_ID)
              : uid(row, Column.ACTION_TYPE, Column.ACTION_ID);
      case OWNER -> text(row, Column.RESOURCE_OWNER);
      case RESOURCE_TYPE -> text(row, Column.RESOURCE_TYPE);
      case POINT -> text(row, Column.POINT);
      case WORKFLOW -> row.has(Column.PURPOSE) ? text(row, Column.PURPOSE) : text(row, Column.TASK);
      case KIND -> text(row, Column.KIND);
      case SOURCE -> text(row, Column.SOURCE);
      case HOUR -> hour(Instant.ofEpochMilli(row.whole(Column.TIME))).toString();
      case DAY -> Instant.ofEpochMilli(row.whole(Column.TIME)).toString().substring(0, 10);
    };
  }

  private static String text(Row row, Column column) {
    return row.has(column) ? row.text(column) : Dimension.UNKNOWN;
  }

  private static String uid(Row row, Column type, Column id) {
    return row.has(id) ? EntityUid.of(row.text(type), row.text(id)).toString() : Dimension.UNKNOWN;
  }
}
