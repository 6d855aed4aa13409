package dev.remit.store.row;

import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns that say where a request came from.
public final class ProvenanceColumns {
  private ProvenanceColumns() {}

  /// Writes them into the values of a row, which are in the order of [Column#ALL].
  public static void set(@Nullable Object[] values, Provenance provenance) {
    setClaim(values, Column.USER, Column.USER_STATUS, provenance.user());
    setClaim(values, Column.AGENT, Column.AGENT_STATUS, provenance.agent());
    setClaim(values, Column.TASK, Column.TASK_STATUS, provenance.task());
    setClaim(values, Column.POSITION, Column.POSITION_STATUS, provenance.position());
    values[Column.TOOLS.place()] = provenance.tools().valueOr(List.of());
    values[Column.TOOLS_STATUS.place()] = provenance.tools().status();
    setClaim(values, Column.CHAIN, Column.CHAIN_STATUS, provenance.chain());
    setClaim(values, Column.PURPOSE, Column.PURPOSE_STATUS, provenance.purpose());
    setClaim(values, Column.PROMPT, Column.PROMPT_STATUS, provenance.prompt());
    setClaim(values, Column.TRACE, Column.TRACE_STATUS, provenance.trace());
  }

  private static void setClaim(
      @Nullable Object[] values, Column column, Column status, Claim<?> claim) {
    values[status.place()] = claim.status();
    switch (claim) {
      case Claim.Verified<?>(Object value) -> values[column.place()] = value;
      case Claim.Asserted<?>(Object value) -> values[column.place()] = value;
      case Claim.Absent<?> _ -> {}
    }
  }
}
