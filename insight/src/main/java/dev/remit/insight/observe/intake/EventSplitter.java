package dev.remit.insight.observe.intake;

import dev.remit.insight.observe.EventFormat.Framing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Finds where the events of a file begin and end, without reading them. For one thread.
///
/// Holds one event and what was read behind it. What is no event is one with a [#problem]: a broken
/// JSON object ends with its first line, or where the next object begins within it; of an event of
/// more than [#EVENT_BYTES_MAX] only the begin is kept.
final class EventSplitter {
  /// Bytes of an event; CloudTrail ends at 256 KiB.
  static final int EVENT_BYTES_MAX = 4 << 20;

  /// What is kept of one that is larger.
  static final int KEPT_BYTES = 4 << 10;

  private static final int DEPTH_MAX = 512;
  private static final int READ_BYTES = 64 << 10;
  private static final int BYTE_MAX = 0xff;
  private static final boolean[] ENDS_TEXT = of("\"\\\n");
  private static final boolean[] STRUCTURAL = of("\"{}[]");
  private static final byte[] RECORDS = {'"', 'R', 'e', 'c', 'o', 'r', 'd', 's', '"'};
  private static final byte[] ITEMS = {'"', 'i', 't', 'e', 'm', 's', '"'};

  private final InputStream in;
  private final Framing framing;
  private byte[] buffer = new byte[2 * READ_BYTES];
  private int limit;
  private int start;
  private int at;
  private State state = State.BETWEEN;
  private int depth;
  private boolean inText;
  private boolean inRecords;
  private byte[] kept = new byte[0];
  private boolean tooLarge;

  private byte[] bytes = buffer;
  private int from;
  private int to;
  private String problem = "";

  private enum State {
    BETWEEN,
    EVENT,
    /// Behind the last record, up to the end of the object that holds them.
    AFTER_RECORDS
  }

  EventSplitter(InputStream in, Framing framing) {
    this.in = in;
    this.framing = framing;
  }

  private static boolean[] of(String bytes) {
    boolean[] marked = new boolean[BYTE_MAX + 1];
    bytes.chars().forEach(each -> marked[each] = true);
    return marked;
  }

  /// Where the event is that [#next] found, until it is called again.
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /// Why what was found is no event; empty if it may be one.
  String problem() {
    return problem;
  }

  /// Whether bytes are left that are no whole event yet.
  boolean isWithinEvent() {
    return tooLarge || state == State.EVENT || (framing == Framing.LINES && start < limit);
  }

  /// Moves to the next event; false at the end of what there is now, after which more may come.
  boolean next() throws IOException {
    problem = "";
    return framing == Framing.LINES ? nextLine() : nextObject();
  }

  /// The line that the file ends with, without a line end; false if there is none.
  boolean last() {
    problem = "";
    if (framing != Framing.LINES || start == limit) {
      return false;
    }
    endLine(limit);
    start = limit;
    at = limit;
    return from < to || !problem.isEmpty();
  }

  private boolean nextLine() throws IOException {
    while (true) {
      while (at < limit && buffer[at] != '\n') {
        at++;
      }
      if (at < limit) {
        endLine(at);
        at++;
        start = at;
        if (from < to || !problem.isEmpty()) {
          return true;
        }
      } else if (!fill()) {
        return false;
      }
    }
  }

  private void endLine(int end) {
    if (tooLarge || end - start > EVENT_BYTES_MAX) {
      endTooLarge();
      return;
    }
    bytes = buffer;
    from = start;
    to = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
  }

  private boolean nextObject() throws IOException {
    while (true) {
      int before = at;
      State was = state;
      boolean found =
          switch (state) {
            case BETWEEN -> between();
            case EVENT -> object();
            case AFTER_RECORDS -> afterRecords();
          };
      if (found) {
        return true;
      }
      // What is cut off within an escape waits for the rest of it.
      boolean isStuck = at == before && state == was;
      if ((at == limit || isStuck) && !fill()) {
        return false;
      }
    }
  }

  /// Moves on to where an object begins, or finds something else.
  private boolean between() throws IOException {
    while (at < limit) {
      byte next = buffer[at];
      if (next == '{') {
        state = State.EVENT;
        start = at;
        depth = 0;
        inText = false;
        return false;
      }
      if (inRecords && next == ']') {
        inRecords = false;
        state = State.AFTER_RECORDS;
        depth = 1;
        inText = false;
        at++;
        return false;
      }
      if (!isSpace(next) && next != ',' && (inRecords || (next != '[' && next != ']'))) {
        return noObject();
      }
      at++;
      start = at;
    }
    return false;
  }

  private static boolean isSpace(byte next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t';
  }

  /// What is neither white space nor an object: up to the end of its line, or among records to what
  /// may be the next.
  private boolean noObject() throws IOException {
    start = at;
    while (true) {
      while (at < limit && !endsNoObject(buffer[at])) {
        at++;
      }
      if (at < limit || !fill() || at - start > KEPT_BYTES) {
        break;
      }
    }
    found(start, at, "is no JSON object; an event is one");
    start = at;
    return true;
  }

  private boolean endsNoObject(byte next) {
    return next == '\n' || (inRecords && (next == '{' || next == ',' || next == ']'));
  }

  private void found(int begin, int end, String why) {
    bytes = buffer;
    from = begin;
    to = end;
    problem = why;
  }

  /// Goes on in an object to its end; false if it goes on behind what is there.
  private boolean object() {
    byte[] read = buffer;
    int end = limit;
    int i = at;
    while (true) {
      boolean[] stops = inText ? ENDS_TEXT : STRUCTURAL;
      while (i < end && !stops[read[i] & BYTE_MAX]) {
        i++;
      }
      if (i == end) {
        break;
      }
      byte next = read[i];
      if (inText) {
        if (next == '"') {
          inText = false;
        } else if (next == '\\') {
          if (i + 1 == end) {
            break;
          }
          i++;
        } else if (next == '\n') {
          at = i;
          return broken();
        }
      } else if (next == '"') {
        inText = true;
      } else if (next == '{' || next == '[') {
        if ((next == '{' && !mayBegin(i)) || depth == DEPTH_MAX) {
          at = i;
          return broken();
        }
        if (next == '[' && depth == 1 && !inRecords && isOfRecords(i)) {
          at = i + 1;
          start = at;
          inRecords = true;
          state = State.BETWEEN;
          return false;
        }
        depth++;
      } else if (next == '}' || next == ']') {
        depth--;
        if (depth == 0) {
          at = i + 1;
          endObject();
          return true;
        }
      }
      i++;
    }
    at = i;
    return false;
  }

  private void endObject() {
    if (tooLarge || at - start > EVENT_BYTES_MAX) {
      endTooLarge();
    } else {
      found(start, at, "");
    }
    start = at;
    state = State.BETWEEN;
  }

  private void endTooLarge() {
    if (!tooLarge) {
      kept = Arrays.copyOfRange(buffer, start, start + KEPT_BYTES);
    }
    bytes = kept;
    from = 0;
    to = kept.length;
    problem = "has more than " + EVENT_BYTES_MAX + " bytes, and an event has not";
    tooLarge = false;
    kept = new byte[0];
  }

  /// Whether an object may begin within another one at a place: as a value.
  private boolean mayBegin(int place) {
    int before = before(place);
    return before < start
        || buffer[before] == ':'
        || buffer[before] == ','
        || buffer[before] == '[';
  }

  /// The last place before one that holds no white space.
  private int before(int place) {
    int i = place - 1;
    while (i >= start && isSpace(buffer[i])) {
      i--;
    }
    return i;
  }

  /// Whether the array that begins there is the value of `Records` or `items`.
  private boolean isOfRecords(int place) {
    int colon = before(place);
    if (colon < start || buffer[colon] != ':') {
      return false;
    }
    int end = before(colon) + 1;
    return endsWith(RECORDS, end) || endsWith(ITEMS, end);
  }

  private boolean endsWith(byte[] name, int end) {
    int begin = end - name.length;
    return begin > start && Arrays.equals(buffer, begin, end, name, 0, name.length);
  }

  /// Ends what cannot be an object any more with its first line, and goes on behind that.
  private boolean broken() {
    state = State.BETWEEN;
    inText = false;
    if (tooLarge) {
      endTooLarge();
      start = at;
      return true;
    }
    int end = start;
    while (end < at && buffer[end] != '\n') {
      end++;
    }
    found(start, end, "is no whole JSON object; it is broken off or damaged");
    at = end;
    start = end;
    return true;
  }

  private boolean afterRecords() {
    while (at < limit) {
      byte next = buffer[at++];
      if (inText) {
        if (next == '\\') {
          if (at == limit) {
            at--;
            return false;
          }
          at++;
        } else if (next == '"') {
          inText = false;
        }
      } else if (next == '"') {
        inText = true;
      } else if (next == '{' || next == '[') {
        depth++;
      } else if (next == '}' || next == ']') {
        depth--;
        if (depth == 0) {
          state = State.BETWEEN;
          start = at;
          return false;
        }
      }
    }
    start = at;
    return false;
  }

  /// Reads on; false at the end of what there is. What is of no use any more makes room.
  private boolean fill() throws IOException {
    if (at - start > EVENT_BYTES_MAX || (tooLarge && at > start)) {
      if (!tooLarge) {
        kept = Arrays.copyOfRange(buffer, start, start + KEPT_BYTES);
        tooLarge = true;
      }
      // The last bytes stay: what comes next may be judged by what is before it.
      start = Math.max(start, at - RECORDS.length);
    }
    if (start > 0 && buffer.length - limit < READ_BYTES) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      at -= start;
      limit -= start;
      start = 0;
    }
    if (buffer.length - limit < READ_BYTES) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = in.read(buffer, limit, buffer.length - limit);
    if (count <= 0) {
      return false;
    }
    limit += count;
    return true;
  }
}
