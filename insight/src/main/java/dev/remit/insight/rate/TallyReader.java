package dev.remit.insight.rate;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.insight.declared.Declarations;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.RecordKind;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.ResultRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Counts the attempts of a log, in one query: from counts by hour where they tell what is asked,
/// otherwise from the records. Groups are put together by the engine of the log's table, within its
/// limits; in memory here are those that are named. For one thread.
public final class TallyReader {
  private static final String NAME = "rates";
  private static final List<RecordKind> KINDS = RecordKind.IN_RATES;

  /// As the engine chooses which groups are named.
  private static final Comparator<Group> MOST_DENIED_FIRST =
      Comparator.comparingLong((Group group) -> group.counts().denied())
          .thenComparingLong(group -> group.counts().attempts())
          .reversed()
          .thenComparing(Group::names, Comparator.comparing(names -> String.join("\0", names)));

  private final LogTable table;
  private final Declarations declared;

  public TallyReader(LogTable table) {
    this(table, Declarations.NONE);
  }

  /// With declared identities, by whose owners [Dimension#OWNER] tells attempts apart.
  public TallyReader(LogTable table, Declarations declared) {
    this.table = Objects.requireNonNull(table, "table");
    this.declared = Objects.requireNonNull(declared, "declared");
  }

  /// Throws [QueryFault] where the log cannot be read, or has records whose reason this version
  /// does not know: they would be counted nowhere.
  public Tally read(Question question) throws QueryFault {
    boolean rolledUp = question.isRolledUp();
    Relation relation =
        rolledUp ? Relation.rolledUp(question.scope()) : Relation.recorded(question.scope());
    if (question.by().contains(Dimension.OWNER)) {
      relation = relation.ownedAs(declared);
    }
    Columns columns = new Columns(question);
    try (ResultRows rows =
        table.query(
            new Source(NAME, columns.sql(relation.sql(), question.top())), relation.parameters())) {
      return tally(question, rolledUp, columns, rows);
    }
  }

  private static Tally tally(Question question, boolean rolledUp, Columns columns, ResultRows rows)
      throws QueryFault {
    List<Line> lines = new ArrayList<>();
    Line whole = null;
    for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
      Line line = columns.line(row);
      if (line.whole()) {
        whole = line;
      } else {
        lines.add(line);
      }
    }
    if (whole == null) {
      throw new IllegalStateException("no line of sums");
    }
    if (whole.unknown() > 0) {
      throw new QueryFault(
          "log: "
              + whole.unknown()
              + " records have reasons that this version does not know, so that no rate can be"
              + " told; read it with a newer Remit",
          null);
    }
    List<Group> groups =
        question.by().isEmpty()
            ? List.of()
            : lines.stream().map(Line::group).sorted(MOST_DENIED_FIRST).toList();
    Counts named = groups.stream().map(Group::counts).reduce(Counts.NONE, Counts::plus);
    long otherGroups = question.by().isEmpty() ? 0 : whole.groups() - groups.size();
    return new Tally(
        from(question.scope(), whole),
        until(question.scope(), whole),
        rolledUp,
        new Tally.Whole(whole.counts(), whole.duplicates(), whole.kinds()),
        groups,
        new Tally.Others(otherGroups, whole.counts().minus(named), whole.unnamed()));
  }

  private static @Nullable Instant from(Scope scope, Line whole) {
    if (scope.from() != null || whole.first() == null) {
      return scope.from();
    }
    return hour(whole.first(), 0);
  }

  private static @Nullable Instant until(Scope scope, Line whole) {
    if (scope.until() != null || whole.last() == null) {
      return scope.until();
    }
    return hour(whole.last(), 1);
  }

  private static Instant hour(Instant moment, int more) {
    long hour = Math.floorDiv(moment.toEpochMilli(), Relation.HOUR_MILLIS) + more;
    return Instant.ofEpochMilli(hour * Relation.HOUR_MILLIS);
  }

  /// A line of the result: the sums of all, or those of one group.
  private record Line(
      boolean whole,
      List<String> names,
      @Nullable Instant first,
      @Nullable Instant last,
      Counts counts,
      Map<RecordKind, Long> kinds,
      long unknown,
      long duplicates,
      long groups,
      long unnamed) {
    Group group() {
      return new Group(
          names,
          counts,
          duplicates,
          Objects.requireNonNull(first, "a group has attempts"),
          Objects.requireNonNull(last, "a group has attempts"));
    }
  }

  /// The columns of the query that answers a question, in their order.
  private static final class Columns {
    /// Places of what is in no account: notes, and reasons that nobody here knows.
    private static final int NOTED = -1;

    private static final int UNKNOWN = -2;

    /// Of kinds that are in no rate. No condition, which the engine would hold against every row of
    /// counts before it groups them.
    private static final int OUTSIDE = -3;

    private final List<Dimension> by;
    private final List<String> groupColumns;

    Columns(Question question) {
      this.by = question.by();
      this.groupColumns = by.stream().flatMap(d -> d.columns().stream()).toList();
    }

    private Stream<String> names() {
      return IntStream.range(0, groupColumns.size()).mapToObj(i -> "g" + i);
    }

    private static Stream<String> accounts() {
      return IntStream.range(0, Account.ALL.size()).mapToObj(i -> "a" + i);
    }

    private static Stream<String> kinds() {
      return IntStream.range(0, KINDS.size()).mapToObj(i -> "k" + i);
    }

    private static String attempts() {
      return accounts().collect(Collectors.joining(" + ", "(", ")"));
    }

    /// What was counted under no name, because the keys of an hour were too many. A column that is
    /// read anyway says it, if there is one that is null for nothing else.
    private String overflow() {
      if (by.stream().allMatch(Dimension::isAlwaysKnown)) {
        return "false";
      }
      return by.contains(Dimension.IDENTITY) ? "principal_id IS NULL" : "point IS NULL";
    }

    String sql(String relation, int top) {
      String inside = " FILTER (place > " + OUTSIDE + ")";
      return "WITH counted AS (SELECT "
          + groups()
          + overflow()
          + " AS overflow, kind, reason, min(moment) AS t0, max(moment) AS t1, sum(counted) AS n,"
          + " sum(copies) AS copies FROM "
          + relation
          + " GROUP BY ALL), placed AS (SELECT *, "
          + place()
          + " AS place FROM counted), grouped AS MATERIALIZED (SELECT "
          + joined(names())
          + "overflow, min(t0)"
          + inside
          + " AS t0, max(t1)"
          + inside
          + " AS t1, "
          + joined(IntStream.range(0, Account.ALL.size()).mapToObj(Columns::account))
          + joined(IntStream.range(0, KINDS.size()).mapToObj(Columns::kind))
          + "coalesce(sum(n + copies) FILTER (place = "
          + UNKNOWN
          + "), 0) AS unknown, coalesce(sum(copies)"
          + inside
          + ", 0) AS copies FROM placed GROUP BY ALL)"
          + whole()
          + " UNION ALL "
          + named(top);
    }

    private String groups() {
      return joined(
          IntStream.range(0, groupColumns.size()).mapToObj(i -> groupColumns.get(i) + " AS g" + i));
    }

    /// Each followed by a comma.
    private static String joined(Stream<String> columns) {
      return columns.map(column -> column + ", ").collect(Collectors.joining());
    }

    /// The place of the account, as a number, so that texts are compared once for all sums.
    private static String place() {
      StringBuilder cases = new StringBuilder("CASE WHEN kind NOT IN ");
      cases.append(Relation.KINDS).append(" THEN ").append(OUTSIDE);
      for (Account account : Account.ALL) {
        when(cases, account.reasons(), account.place());
      }
      when(cases, Stream.of(ReasonCode.values()).map(ReasonCode::code).toList(), NOTED);
      return cases.append(" ELSE ").append(UNKNOWN).append(" END").toString();
    }

    private static void when(StringBuilder cases, List<String> reasons, int place) {
      cases.append(" WHEN reason IN ").append(Relation.list(reasons));
      cases.append(" THEN ").append(place);
    }

    private static String account(int place) {
      return "coalesce(sum(n) FILTER (place = " + place + "), 0) AS a" + place;
    }

    private static String kind(int place) {
      return "coalesce(sum(n) FILTER (place >= 0 AND kind = '"
          + KINDS.get(place).text()
          + "'), 0) AS k"
          + place;
    }

    private String whole() {
      return " SELECT true, "
          + joined(names().map(_ -> "NULL"))
          + "epoch_ms(min(t0)), epoch_ms(max(t1)), "
          + joined(Stream.concat(accounts(), kinds()).map(Columns::sum))
          + sum("unknown")
          + ", "
          + sum("copies")
          + ", count(*) FILTER (NOT overflow AND "
          + attempts()
          + " > 0), coalesce(sum("
          + attempts()
          + ") FILTER (overflow), 0) FROM grouped";
    }

    private static String sum(String column) {
      return "coalesce(sum(" + column + "), 0)";
    }

    /// A group of copies alone is none: nothing of it is counted.
    private String named(int top) {
      String order =
          joined(Stream.of("a" + Account.DENIED.place() + " DESC", attempts() + " DESC"))
              + joined(names().map(name -> name + " NULLS LAST"))
              + "overflow";
      return "SELECT * FROM (SELECT false, "
          + joined(names())
          + "epoch_ms(t0), epoch_ms(t1), "
          + joined(Stream.concat(accounts(), kinds()))
          + "unknown, copies, 1, 0 FROM grouped WHERE NOT overflow AND "
          + attempts()
          + " > 0 ORDER BY "
          + order
          + " LIMIT "
          + top
          + ")";
    }

    Line line(@Nullable Object[] row) {
      int at = 0;
      boolean whole = (Boolean) Objects.requireNonNull(row[at++]);
      List<String> names = new ArrayList<>();
      for (Dimension dimension : by) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < dimension.columns().size(); i++) {
          values.add(row[at++]);
        }
        names.add(whole ? "" : dimension.name(values));
      }
      Instant first = moment(row[at++]);
      Instant last = moment(row[at++]);
      Counts counts = Counts.NONE;
      for (Account account : Account.ALL) {
        counts = counts.plus(account, number(row[at++]));
      }
      Map<RecordKind, Long> kinds = new EnumMap<>(RecordKind.class);
      for (RecordKind kind : KINDS) {
        long attempts = number(row[at++]);
        if (attempts > 0) {
          kinds.put(kind, attempts);
        }
      }
      return new Line(
          whole,
          names,
          first,
          last,
          counts,
          kinds,
          number(row[at++]),
          number(row[at++]),
          number(row[at++]),
          number(row[at]));
    }

    private static @Nullable Instant moment(@Nullable Object value) {
      return value == null ? null : Instant.ofEpochMilli(((Number) value).longValue());
    }

    private static long number(@Nullable Object value) {
      return ((Number) Objects.requireNonNull(value, "a sum")).longValue();
    }
  }
}
