package dev.remit.insight.rate;

import dev.remit.pdp.record.RecordKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notes of the log by which callers say what came of decisions and of tasks: the words that they
/// are written in, and what rates read of them.
///
/// A note is a record of kind `task` with a request whose action is [#SEEN] or [#ENDED], whose
/// resource is the decision or task, and whose context has the members named here.
public final class OutcomeNotes {
  /// The action of a note of what a user saw of a decision.
  public static final String SEEN = "report-visible-status";

  /// The action of a note of how a task ended as its owner saw it.
  public static final String ENDED = "report-task-outcome";

  /// The status that the user saw.
  public static final String STATUS = "visibleStatus";

  /// The code of the decision's first reason.
  public static final String REASON = "reason";

  /// When the decision was taken, or the task opened, in milliseconds of the epoch.
  public static final String TIME = "time";

  /// The attempt that the decision retried, and its own `visibleStatus` and `reason` where they
  /// were reported.
  public static final String RETRY_OF = "retryOf";

  public static final String RETRIED = "retried";

  /// The first attempt of the request that the decision is an attempt of, if it is another.
  public static final String REQUEST = "request";

  /// How the task ended: one of [Ending].
  public static final String ENDING = "ending";

  /// Whether that was for want of authority.
  public static final String AUTHORITY = "wantOfAuthority";

  /// Why, in words.
  public static final String WHY = "why";

  public static final String PURPOSE = "purpose";

  /// The first status that says to a user that it did not work. Source: RFC 9110, section 15.
  private static final long FAILED = 400;

  /// How a task ended, as its owner saw it.
  public enum Ending {
    SUCCEEDED("succeeded"),
    FAILED("failed"),
    ABANDONED("abandoned");

    private final String text;

    Ending(String text) {
      this.text = text;
    }

    /// As callers and notes write it.
    public String text() {
      return text;
    }
  }

  private OutcomeNotes() {}

  /// Whether a status says to a user that it did not work.
  public static boolean isFailed(long status) {
    return status >= FAILED;
  }

  /// The same in SQL.
  static String failed(String status) {
    return status + " >= " + FAILED;
  }

  /// Whether notes can say anything of a scope: they are of what was decided here while somebody
  /// waited.
  static boolean bearOn(Scope scope) {
    return scope.source() == null && (scope.kind() == null || scope.kind() == RecordKind.DECISION);
  }

  /// What users saw of each request, `status` and `reason`: those of its last attempt.
  static Relation seen(Scope scope) {
    return notes(
        SEEN,
        scope,
        "SELECT last(status ORDER BY moment, \"sequence\") AS status,"
            + " last(code ORDER BY moment, \"sequence\") AS reason FROM (SELECT \"sequence\", tenant,"
            + " time_of AS moment, "
            + member(STATUS)
            + "::BIGINT AS status, "
            + member(REASON)
            + " AS code, coalesce("
            + member(REQUEST)
            + ", raw ->> '$.resource.id') AS request FROM ",
        ") GROUP BY tenant, request");
  }

  /// How the tasks of each purpose ended: `purpose`, and how many in all, not well, and of these
  /// for want of authority.
  static Relation ended(Scope scope) {
    return notes(
        ENDED,
        scope,
        "SELECT "
            + member(PURPOSE)
            + " AS purpose, count(*), count(*) FILTER ("
            + member(ENDING)
            + " <> '"
            + Ending.SUCCEEDED.text()
            + "'), count(*) FILTER ("
            + member(ENDING)
            + " <> '"
            + Ending.SUCCEEDED.text()
            + "' AND "
            + member(AUTHORITY)
            + " = 'true') FROM ",
        " GROUP BY ALL ORDER BY 4 DESC, 3 DESC, 1");
  }

  private static String member(String name) {
    return "(raw ->> '$.context." + name + "')";
  }

  /// The window is that of what a note is about; the note came later.
  private static Relation notes(String action, Scope scope, String before, String after) {
    StringBuilder where = new StringBuilder();
    List<Object> parameters = new ArrayList<>();
    add(where, parameters, "tenant = ?", scope.tenant());
    add(where, parameters, "epoch_ms(\"time\") >= ?", millis(scope.from()));
    StringBuilder window = new StringBuilder("true");
    add(window, parameters, "time_of >= ?", millis(scope.from()));
    add(window, parameters, "time_of < ?", millis(scope.until()));
    return new Relation(
        before
            + "(SELECT *, "
            + member(TIME)
            + "::BIGINT AS time_of FROM decisions WHERE kind = '"
            + RecordKind.TASK.text()
            + "' AND action_id = '"
            + action
            + "'"
            + where
            + ") WHERE "
            + window
            + after,
        parameters);
  }

  private static @Nullable Object millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static void add(
      StringBuilder where, List<Object> parameters, String condition, @Nullable Object value) {
    if (value != null) {
      where.append(" AND ").append(condition);
      parameters.add(value);
    }
  }
}
