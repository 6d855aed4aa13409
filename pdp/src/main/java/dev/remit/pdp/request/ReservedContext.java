package dev.remit.pdp.request;

import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The keys of a context that only Remit fills: refused from callers, always there for policies.
public final class ReservedContext {
  /// In ascending order.
  public static final List<String> KEYS =
      List.of("credential", "flow", "now", "provenance", "task");

  private static final RecordValue NEW_TASK =
      RecordValue.of(Map.of("labels", SetValue.EMPTY, "meters", RecordValue.EMPTY));

  private ReservedContext() {}

  public static boolean isReserved(String key) {
    return KEYS.contains(key);
  }

  /// `context` and every reserved key. Nothing is known yet of argument flow, labels and meters,
  /// and each says so: no sources, no labels, no meters.
  ///
  /// Throws [IllegalArgumentException] if `context` has a reserved key; the mapping refuses those.
  public static RecordValue fill(
      RecordValue context, Credential credential, Provenance provenance, Instant now) {
    return context.with(
        RecordValue.ofAscending(
            KEYS,
            credential.toValue(),
            RecordValue.EMPTY,
            new DatetimeValue(now.toEpochMilli()),
            provenance.toValue(),
            NEW_TASK));
  }
}
