package dev.remit.server;

import dev.remit.pdp.record.DecisionRecord;
import dev.remit.server.setting.SettingsReader;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A service on an example bundle, for tests that talk to it over a socket.
public final class RunningServer implements AutoCloseable {
  private final RemitServer server;
  private final Path data;
  private final String token;

  private RunningServer(RemitServer server, Path data, String token) {
    this.server = server;
    this.data = data;
    this.token = token;
  }

  public static RunningServer start(String example, Path data) throws ServerFault {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    Path bundle = Path.of(System.getProperty("remit.root"), "examples", example);
    RemitServer server =
        RemitServer.start(
            SettingsReader.with(SettingsReader.defaults(), bundle, data, 0),
            Surroundings.system(told::add));
    return new RunningServer(
        server, data, told.getFirst().substring(told.getFirst().lastIndexOf(' ') + 1));
  }

  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  public int port() {
    return server.port();
  }

  /// Of a caller with every right.
  public String token() {
    return token;
  }

  /// What is in the log; only once this is closed.
  public List<DecisionRecord> records() throws Exception {
    return records(data);
  }

  /// What is in the log of a data folder.
  public static List<DecisionRecord> records(Path data) throws Exception {
    List<DecisionRecord> records = new ArrayList<>();
    try (DataFolder folder = DataFolder.read(data)) {
      new LogReader(folder.log())
          .visit(
              1,
              row -> {
                try {
                  return records.add(RowRecords.of(row));
                } catch (UnreadableRecord e) {
                  throw new AssertionError(e);
                }
              });
    }
    return records;
  }

  /// What the log of a data folder has of one decision.
  public static Row row(Path data, String id) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (DataFolder folder = DataFolder.read(data)) {
      new LogReader(folder.log())
          .visit(
              1,
              row -> {
                if (row.uuid(Column.ID).toString().equals(id)) {
                  rows.add(row);
                }
                return true;
              });
    }
    if (rows.size() != 1) {
      throw new AssertionError(id + " is in the log " + rows.size() + " times");
    }
    return rows.getFirst();
  }

  @Override
  public void close() throws ServerFault {
    server.close();
  }
}
