package dev.remit.cli.run;

import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.DecisionLog;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;

/// A log with the data folder that it is in, which is given up with it.
record Owned(DataFolder data, DecisionLog log) implements DecisionLog {
  @Override
  public void append(DecisionRecord record) throws AppendFailed {
    log.append(record);
  }

  @Override
  public void commit() throws AppendFailed {
    log.commit();
  }

  @Override
  public void close() throws AppendFailed {
    try (data) {
      log.close();
    } catch (DataFault e) {
      throw new AppendFailed(e.text(), e);
    }
  }
}
