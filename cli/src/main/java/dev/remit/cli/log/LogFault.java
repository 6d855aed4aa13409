package dev.remit.cli.log;

import dev.remit.cli.terminal.Fault;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;

/// What a command says when the log cannot be read.
final class LogFault {
  private LogFault() {}

  /// Something that reads a log.
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException, DamagedLog, UnreadableRecord, Fault;
  }

  static <T> T guard(DataFolder data, Reading<T> reading) throws Fault {
    try {
      return reading.read();
    } catch (DataFault e) {
      throw new Fault(e.text());
    } catch (IOException e) {
      throw new Fault(data.path() + ": cannot be read (" + e.getMessage() + "); check the disk");
    } catch (DamagedLog e) {
      throw new Fault(data.path() + ": " + e.text());
    } catch (UnreadableRecord e) {
      throw new Fault(data.path() + ": a record cannot be read: " + e.text());
    }
  }
}
