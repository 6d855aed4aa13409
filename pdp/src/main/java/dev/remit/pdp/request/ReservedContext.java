package dev.remit.pdp.request;

import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The keys of a context that only Remit fills: refused from callers, always there for policies.
public final class ReservedContext {
  /// In ascending order.
  public static final List<String> KEYS =
      List.of("credential", "flow", "now", "provenance", "task");

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
    Map<String, Value> fields = context.fields();
    if (KEYS.stream().anyMatch(fields::containsKey)) {
      throw new IllegalArgumentException("reserved key in " + fields.keySet());
    }
    fields.put("credential", credential.toValue());
    fields.put("flow", RecordValue.EMPTY);
    fields.put("now", new DatetimeValue(now.toEpochMilli()));
    fields.put("provenance", provenance.toValue());
    fields.put(
        "task", RecordValue.of(Map.of("labels", SetValue.EMPTY, "meters", RecordValue.EMPTY)));
    return RecordValue.of(fields);
  }
}
