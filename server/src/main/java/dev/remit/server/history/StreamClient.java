package dev.remit.server.history;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/// One who follows decisions. What he has not read yet is held, up to a limit; beyond that he is
/// cut off, and told where to go on.
///
/// Events come from one thread in the order of the log; `this` guards the fields.
final class StreamClient {
  private final String tenant;
  private final HttpResponseWriter writer;
  private final int charsMax;
  private final Deque<StreamEvent> held = new ArrayDeque<>();
  private long heldChars;
  private long sent;
  private boolean live;
  private boolean writing;
  private boolean ended;

  /// Follows the records of a tenant; `after` is the one before the first that he gets.
  StreamClient(String tenant, HttpResponseWriter writer, int charsMax, long after) {
    this.tenant = Objects.requireNonNull(tenant, "tenant");
    this.writer = Objects.requireNonNull(writer, "writer");
    this.charsMax = charsMax;
    this.sent = after;
  }

  /// Whether a record is one of those that he may see.
  boolean follows(Row row) {
    return tenant.equals(row.text(Column.TENANT));
  }

  /// Holds an event, and writes it as soon as all before it have been.
  synchronized void offer(StreamEvent event) {
    if (ended || event.sequence() <= sent) {
      return;
    }
    if (heldChars > charsMax) {
      end("too-slow");
      return;
    }
    held.addLast(event);
    heldChars += event.text().length();
    write();
  }

  /// Has been written by others up to record `sequence`; now events are written as they come.
  synchronized void goLive(long sequence) {
    sent = Math.max(sent, sequence);
    live = true;
    while (!held.isEmpty() && held.getFirst().sequence() <= sent) {
      heldChars -= held.removeFirst().text().length();
    }
    write();
  }

  private void write() {
    if (!live || writing || ended || held.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    while (!held.isEmpty() && text.length() < StreamLimits.WRITE_CHARS) {
      StreamEvent event = held.removeFirst();
      heldChars -= event.text().length();
      text.append(event.text());
      sent = event.sequence();
    }
    write(text.toString());
  }

  private void write(String text) {
    writing = true;
    if (!writer.tryWrite(HttpData.ofUtf8(text))) {
      ended = true; // He went away.
      return;
    }
    var _ =
        writer
            .whenConsumed()
            .handle((_, failure) -> {
              written(failure == null);
              return null;
            });
  }

  private synchronized void written(boolean isOpen) {
    writing = false;
    ended |= !isOpen;
    write();
  }

  /// Says that the service is still there, if nothing else is being said.
  synchronized void heartbeat() {
    if (live && !writing && !ended) {
      write(StreamEvent.HEARTBEAT);
    }
  }

  /// Drops what is held, and says why and where to go on.
  synchronized void end(String reason) {
    if (ended) {
      return;
    }
    ended = true;
    held.clear();
    var _ = writer.tryWrite(HttpData.ofUtf8(StreamEvent.cut(reason, sent)));
    writer.close();
  }

  /// Nothing of what is up to a past record, and not written to him, is his.
  synchronized void passBy(long sequence) {
    sent = Math.max(sent, sequence);
  }

  synchronized boolean isEnded() {
    return ended;
  }

  /// What was written to him last.
  synchronized long sent() {
    return sent;
  }

  /// Writes past records, for whoever brings him up to date. Returns false if he went away, or does
  /// not read.
  boolean writePast(String text, long sequence) {
    synchronized (this) {
      if (ended || !writer.tryWrite(HttpData.ofUtf8(text))) {
        ended = true;
        return false;
      }
      sent = sequence;
    }
    return true;
  }
}
