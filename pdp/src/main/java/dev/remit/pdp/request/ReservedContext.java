package dev.remit.pdp.request;

import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.RecordShape;
import dev.remit.cedar.value.RecordValue;
import java.time.Instant;
import java.util.List;

/// The keys of a context that only Remit fills: refused from callers, always there for policies.
public final class ReservedContext {
  /// In ascending order.
  public static final List<String> KEYS =
      List.of("credential", "flow", "now", "provenance", "task");

  private static final RecordShape SHAPE = RecordShape.of(KEYS.toArray(String[]::new));

  private ReservedContext() {}

  public static boolean isReserved(String key) {
    return KEYS.contains(key);
  }

  /// `context` and every reserved key.
  ///
  /// Throws [IllegalArgumentException] if `context` has a reserved key; the mapping refuses those.
  public static RecordValue fill(
      RecordValue context,
      RecordValue credential,
      RecordValue provenance,
      RecordValue task,
      RecordValue flow,
      Instant now) {
    return context.with(
        SHAPE.of(credential, flow, new DatetimeValue(now.toEpochMilli()), provenance, task));
  }
}
