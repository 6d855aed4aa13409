package dev.remit.server.history;

import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.store.query.Condition;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a page of records ended, the newest first: the time and the number of its last one.
record PageCursor(long timeMillis, long sequence) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,15})-([0-9]{1,18})");

  static PageCursor after(Row row) {
    return new PageCursor(row.whole(Column.TIME), row.whole(Column.SEQUENCE));
  }

  static PageCursor parse(String text) throws Refused {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new Refused(
          Problem.parameter("after", text, "is no page; take `next` of the page before"));
    }
    return new PageCursor(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
  }

  String text() {
    return timeMillis + "-" + sequence;
  }

  Condition condition() {
    return Condition.olderThan(Instant.ofEpochMilli(timeMillis), sequence);
  }
}
