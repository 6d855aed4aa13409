package dev.remit.server.health;

import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.store.log.SegmentedLog;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.IntSupplier;

/// What of a service tells how it is.
public record Vitals(
    ActiveBasis basis,
    SegmentedLog log,
    UnrecordedAnswers unrecorded,
    Path data,
    IntSupplier connections,
    IntSupplier streams) {
  public Vitals {
    Objects.requireNonNull(basis, "basis");
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(unrecorded, "unrecorded");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(connections, "connections");
    Objects.requireNonNull(streams, "streams");
  }
}
