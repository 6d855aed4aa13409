package dev.remit.store.row;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.ValueJson;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.Value;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.flow.Flow;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.task.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decision records as rows, from which [RowRecords] makes equal records again.
///
/// The context is kept without `now`, which has a column of its own, and without `provenance` and
/// `credential` where they are what their columns say.
public final class RecordRows {
  /// The key of the context that is not kept in it.
  private static final String NOW = "now";

  /// Keys of the context that are kept in it only where a record of before has them otherwise.
  static final String CREDENTIAL = "credential";

  static final String PROVENANCE = "provenance";

  /// The key of the context that is kept in it only where something is known of argument flow.
  static final String FLOW = "flow";

  /// The key of the context that is kept in it only for requests of a task, and where the bundle
  /// declares meters.
  static final String TASK = "task";

  private final @Nullable Object[] values = new Object[Column.ALL.size()];

  private RecordRows() {}

  /// Not yet placed in a log.
  public static Row of(DecisionRecord record) {
    RecordRows row = new RecordRows();
    row.set(Column.SEQUENCE, 0L);
    row.set(Column.RECEIVED, 0L);
    row.set(Column.CHECKSUM, 0L);
    row.set(Column.ID, record.id());
    row.set(Column.TENANT, record.tenant());
    row.set(Column.TIME, record.time().toEpochMilli());
    row.set(Column.KIND, record.kind().text());
    row.set(Column.DUPLICATE, false);
    row.set(Column.POINT, record.point());
    row.set(Column.LATENCY_NANOS, record.latencyNanos());
    row.setDecision(record.decision());
    row.setRequest(record);
    ProvenanceColumns.set(row.values, record.inputs().provenance());
    row.setInputs(record.inputs(), record.task());
    return Row.of(row.values);
  }

  private void set(Column column, @Nullable Object value) {
    values[column.place()] = value;
  }

  private void set(Column column, Json value) {
    set(column, (Object) JsonWriter.compact(value));
  }

  private void setKnown(Column column, String text) {
    if (!text.isEmpty()) {
      set(column, text);
    }
  }

  private void setDecision(Decision decision) {
    set(Column.OUTCOME, decision.outcome());
    set(Column.REASON, decision.reasons().getFirst().code().code());
    set(Column.REASONS, RecordJson.reasons(decision.reasons()));
    set(Column.POLICIES, policies(decision.reasons()));
    set(Column.OBLIGATIONS, decision.obligationTexts());
    if (!decision.errors().isEmpty()) {
      set(Column.ERRORS, RecordJson.errors(decision.errors()));
    }
  }

  private static List<String> policies(List<Reason> reasons) {
    List<String> policies = new ArrayList<>(reasons.size());
    for (Reason reason : reasons) {
      PolicyId policy = reason.policy();
      if (policy != null) {
        policies.add(policy.value());
      }
    }
    return List.copyOf(policies);
  }

  private void setRequest(DecisionRecord record) {
    set(Column.PRINCIPAL_TYPE, record.principal().type().value());
    set(Column.PRINCIPAL_ID, record.principal().id());
    set(Column.ACTION_TYPE, record.action().type().value());
    set(Column.ACTION_ID, record.action().id());
    List<EntityUid> resources = record.resources();
    set(Column.RESOURCES, texts(resources, EntityUid::toString));
    if (!resources.isEmpty()) {
      set(Column.RESOURCE_TYPE, resources.getFirst().type().value());
      set(Column.RESOURCE_ID, resources.getFirst().id());
    }
    setKnown(Column.RESOURCE_OWNER, record.resource().owner());
    setKnown(Column.RESOURCE_CLASSIFICATION, record.resource().classification());
  }

  private void setInputs(DecisionInputs inputs, TaskChange change) {
    set(Column.NOW, inputs.now().toEpochMilli());
    set(Column.BUNDLE, inputs.bundle().value());
    set(Column.ENTITIES_STORE, inputs.entities().store());
    set(Column.ENTITIES_SEQUENCE, inputs.entities().sequence());
    set(Column.ENGINE, inputs.engine().value());
    switch (inputs.mapped()) {
      case MappedRequest.Mapped mapped -> {
        set(Column.CONTEXT, kept(mapped.context(), inputs));
        if (!mapped.overlay().isEmpty()) {
          set(Column.OVERLAY, RecordJson.overlay(mapped.overlay()));
        }
      }
      case MappedRequest.Refused refused -> {
        set(Column.REFUSED_CODE, RecordJson.refusal(refused.code()));
        set(Column.REFUSED_TEXT, refused.text());
      }
    }
    if (inputs.credential() instanceof Credential.Verified verified) {
      set(Column.CREDENTIAL, RecordJson.credential(verified));
    }
    set(Column.ORIGIN, inputs.raw().origin());
    set(Column.RAW, RecordJson.raw(inputs, change));
    if (change instanceof TaskChange.Used used && !used.attempt().isNone()) {
      set(Column.ATTEMPT_KEY, used.attempt().key());
    }
  }

  /// Without what is kept elsewhere. A record of one field may look like an escape, which is for
  /// [ValueJson] to refuse.
  private static Json kept(RecordValue context, DecisionInputs inputs) {
    List<String> names = context.names();
    List<Member> members = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      if (!isElsewhere(names.get(i), context.valueAt(i), inputs)) {
        members.add(Member.of(names.get(i), ValueJson.write(context.valueAt(i))));
      }
    }
    return members.size() == 1 ? only(context, members.getFirst().name()) : Json.object(members);
  }

  private static boolean isElsewhere(String name, Value value, DecisionInputs inputs) {
    return switch (name) {
      case NOW -> true;
      case CREDENTIAL -> value.equals(inputs.credential().toValue());
      case PROVENANCE -> value.equals(inputs.provenance().toValue());
      case FLOW -> value.equals(Flow.UNKNOWN.toValue());
      case TASK -> value.equals(TaskView.NONE.toValue());
      default -> false;
    };
  }

  private static Json only(RecordValue context, String name) {
    Map<String, Value> fields = context.fields();
    fields.keySet().retainAll(List.of(name));
    return ValueJson.write(RecordValue.of(fields));
  }

  private static <T> List<String> texts(List<T> elements, Function<T, String> text) {
    return elements.size() == 1
        ? List.of(text.apply(elements.getFirst()))
        : elements.stream().map(text).toList();
  }
}
