package dev.remit.store;

import dev.remit.pdp.record.DecisionLog;
import dev.remit.pdp.record.DecisionRecord;
import java.util.ArrayList;
import java.util.List;

/// A log that keeps records in memory, in their order.
public final class MemoryLog implements DecisionLog {
  private final List<DecisionRecord> records = new ArrayList<>();

  @Override
  public void append(DecisionRecord record) {
    records.add(record);
  }

  public List<DecisionRecord> records() {
    return List.copyOf(records);
  }

  @Override
  public void commit() {}

  @Override
  public void close() {}
}
