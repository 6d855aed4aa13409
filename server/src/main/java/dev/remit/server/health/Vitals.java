package dev.remit.server.health;

import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.server.ledger.FlowMemory;
import dev.remit.store.data.TenantId;
import dev.remit.store.log.SegmentedLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;

/// What of a service tells how it is.
public record Vitals(
    List<OfTenant> tenants,
    SegmentedLog log,
    UnrecordedAnswers unrecorded,
    Path data,
    IntSupplier connections,
    IntSupplier streams) {
  public Vitals {
    tenants = List.copyOf(tenants);
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(unrecorded, "unrecorded");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(connections, "connections");
    Objects.requireNonNull(streams, "streams");
  }

  /// What the decisions of a tenant rest on, and the memory for what passes through its tasks.
  public record OfTenant(TenantId tenant, ActiveBasis basis, FlowMemory flow) {
    public OfTenant {
      Objects.requireNonNull(tenant, "tenant");
      Objects.requireNonNull(basis, "basis");
      Objects.requireNonNull(flow, "flow");
    }
  }
}
