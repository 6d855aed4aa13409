package dev.remit.server.history;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.server.http.Call;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.export.TableJson;
import dev.remit.store.query.Condition;
import dev.remit.store.query.DecisionRows;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.Selection;
import dev.remit.store.row.Row;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Looks for records in the log of the service, the newest first. A few searches run at once,
/// because each takes memory and time of the machine that decides; further ones are turned away.
final class DecisionSearch {
  /// Searches at once.
  static final int SEARCHES_MAX = 2;

  /// Records of one page.
  static final int LIMIT_MAX = 500;

  private static final int LIMIT = 50;

  /// Characters of the records of one page, beyond which it ends early.
  private static final int PAGE_CHARS_MAX = 4 * 1024 * 1024;

  private final DataFolder folder;
  private final InstantSource clock;
  private final Semaphore searches;

  DecisionSearch(DataFolder folder, Semaphore searches, InstantSource clock) {
    this.searches = Objects.requireNonNull(searches, "searches");
    this.folder = Objects.requireNonNull(folder, "folder");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /// The page that a call asks for.
  Json page(Call call) throws Refused {
    int limit = (int) call.whole("limit", LIMIT, 1, LIMIT_MAX);
    List<Condition> conditions = new ArrayList<>(DecisionFilter.read(call, clock.instant()));
    if (call.query("after").isPresent()) {
      conditions.add(PageCursor.parse(call.query("after").get()).condition());
    }
    if (!searches.tryAcquire()) {
      throw new Refused(
          new Problem(
              HttpStatus.SERVICE_UNAVAILABLE,
              "decisions.busy",
              "decisions: " + SEARCHES_MAX + " searches are running; ask again"));
    }
    try (LogTable table = LogTable.open(folder)) {
      Selection selection = new Selection(conditions, Selection.Order.NEWEST_FIRST, limit + 1L);
      return page(table, selection, limit);
    } catch (DataFault e) {
      throw failed(e.text());
    } catch (QueryFault e) {
      throw failed(e.text());
    } finally {
      searches.release();
    }
  }

  private static Json page(LogTable table, Selection selection, int limit) throws QueryFault {
    List<Json> found = new ArrayList<>();
    @Nullable Row last = null;
    boolean isMore = false;
    int chars = 0;
    try (DecisionRows rows = table.select(selection)) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        if (found.size() == limit || chars > PAGE_CHARS_MAX) {
          isMore = true;
          break;
        }
        found.add(TableJson.of(row));
        chars += row.chars();
        last = row;
      }
    }
    List<Member> members = new ArrayList<>();
    members.add(Member.of("decisions", Json.array(found)));
    if (isMore && last != null) {
      members.add(Member.of("next", Json.string(PageCursor.after(last).text())));
    }
    return Json.object(members);
  }

  static Refused failed(String text) {
    return new Refused(new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "decisions.unreadable", text));
  }
}
