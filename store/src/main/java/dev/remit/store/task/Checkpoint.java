package dev.remit.store.task;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskBook;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.ledger.TaskState;
import dev.remit.store.disk.Disk;
import dev.remit.store.row.Fields;
import dev.remit.store.row.Leaf;
import dev.remit.store.row.TaskJson;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The states of all tasks as the first records of a log make them, kept so that those need not be
/// read again: the file `tasks` of the data folder, written whole or not at all.
///
/// Its first line is `remit-tasks 1` and the SHA-256 of the rest, which is JSON: the id of the log,
/// the number of the last record, and the states of each tenant. What is not so, or is of another
/// log, is passed over: the log says the same.
record Checkpoint(String log, long sequence, SortedMap<String, TaskBook> tenants) {
  static final String FILE = "tasks";

  private static final String FORM = "remit-tasks 1 ";
  private static final int BYTES_MAX = 1 << 30;

  Checkpoint {
    Objects.requireNonNull(log, "log");
    tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
  }

  static Optional<Checkpoint> read(Disk data) throws IOException {
    if (!data.list(Disk.ROOT).contains(FILE)) {
      return Optional.empty();
    }
    String text = new String(data.readAll(FILE, BYTES_MAX), StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    if (end < 0 || !text.substring(0, end).equals(FORM + hash(text.substring(end + 1)))) {
      return Optional.empty();
    }
    try {
      Fields fields = new Fields(JsonReader.read(new Source(FILE, text.substring(end + 1))), "");
      SortedMap<String, TaskBook> tenants = new TreeMap<>();
      for (Fields tenant : fields.objects("tenants", each -> each)) {
        tenants.put(tenant.text("tenant"), book(tenant));
      }
      return Optional.of(new Checkpoint(fields.text("log"), fields.whole("sequence"), tenants));
    } catch (SyntaxException | UnreadableRecord | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static TaskBook book(Fields tenant) throws UnreadableRecord {
    SortedMap<TaskId, TaskState> states = new TreeMap<>();
    for (TaskState state : tenant.objects("states", TaskJson::state)) {
      for (Task task : state.open().values()) {
        states.put(task.root(), state);
      }
    }
    return new TaskBook(states);
  }

  void write(Disk data) throws IOException {
    List<Json> written = new ArrayList<>();
    for (Map.Entry<String, TaskBook> tenant : tenants.entrySet()) {
      List<Json> states = new ArrayList<>();
      tenant.getValue().states().values().forEach(state -> states.add(TaskJson.state(state)));
      written.add(
          Json.object(
              Member.of("tenant", Json.string(tenant.getKey())),
              Member.of("states", Json.array(states))));
    }
    String body =
        JsonWriter.compact(
            Json.object(
                Member.of("log", Json.string(log)),
                Member.of("sequence", Json.integer(sequence)),
                Member.of("tenants", Json.array(written))));
    data.replace(FILE, (FORM + hash(body) + "\n" + body).getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(String body) {
    return HexFormat.of().formatHex(Leaf.sha256().digest(body.getBytes(StandardCharsets.UTF_8)));
  }
}
