package dev.remit.server.history;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.store.export.TableJson;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.util.Objects;

/// One event of a stream as it is written, and the number of the record that it is about.
///
/// Source: WHATWG HTML, server-sent events.
record StreamEvent(long sequence, String text) {
  /// Says that the stream is still there; no client sees it.
  static final String HEARTBEAT = ": still here\n\n";

  StreamEvent {
    Objects.requireNonNull(text, "text");
  }

  static StreamEvent of(Row row) {
    long sequence = row.whole(Column.SEQUENCE);
    String data = JsonWriter.compact(TableJson.of(row));
    return new StreamEvent(
        sequence, "id: " + sequence + "\nevent: decision\ndata: " + data + "\n\n");
  }

  /// The last one: why it ends, and after which record to go on.
  static String cut(String reason, long after) {
    Json data =
        Json.object(
            Member.of("reason", Json.string(reason)), Member.of("after", Json.integer(after)));
    return "event: cut\ndata: " + JsonWriter.compact(data) + "\n\n";
  }
}
