package dev.remit.server.history;

import dev.remit.cedar.diagnostic.Choices;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.record.RecordKind;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.store.query.Condition;
import dev.remit.store.query.Moment;
import dev.remit.store.query.NamedEntity;
import dev.remit.store.row.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Which records are looked for, by parameters that must all hold: those of `remit log query`.
final class DecisionFilter {
  private final Call call;
  private final List<Condition> conditions = new ArrayList<>();

  private DecisionFilter(Call call) {
    this.call = call;
  }

  /// Records of the caller's tenant alone. Throws if a parameter has a value that it cannot have.
  static List<Condition> read(Call call, Instant now) throws Refused {
    DecisionFilter filter = new DecisionFilter(call);
    filter.conditions.add(Condition.is(Column.TENANT, call.caller().tenant().value()));
    filter.addEntity("principal", Condition::principal, Condition::principal);
    filter.addEntity("action", Condition::action, Condition::action);
    filter.addEntity("resource", Condition::resource, Condition::resource);
    filter.addOneOf("outcome", Column.OUTCOME, List.of("permit", "deny"));
    filter.addOneOf(
        "kind", Column.KIND, Stream.of(RecordKind.values()).map(RecordKind::text).toList());
    filter.add("reason", Condition::reason);
    filter.add("task", text -> Condition.is(Column.TASK, text));
    filter.add("point", text -> Condition.is(Column.POINT, text));
    filter.addMoment("since", text -> Moment.start(text, now), Condition::since);
    filter.addMoment("until", text -> Moment.end(text, now), Condition::before);
    return filter.conditions;
  }

  static Contract under(Contract contract) {
    String entity = ", as `Type::\"id\"` or the id alone.";
    return contract
        .with("principal", "string", "Who asked" + entity)
        .with("action", "string", "What they wanted to do" + entity)
        .with("resource", "string", "What they wanted it of" + entity)
        .with("outcome", "string", "`permit` or `deny`.")
        .with("reason", "string", "A code such as `no-permit`, or the id of a policy.")
        .with("task", "string", "The task it was part of.")
        .with("point", "string", "The decision point that answered.")
        .with("kind", "string", "The kind of record, as `decision`.")
        .with("since", "string", "Decided at or after: an instant, a day, or how long ago: 15m.")
        .with("until", "string", "Decided before; with a day, up to its end.");
  }

  private void add(String name, Function<String, Condition> condition) {
    call.query(name).ifPresent(text -> conditions.add(condition.apply(text)));
  }

  private void addEntity(
      String name, Function<EntityUid, Condition> ofUid, Function<String, Condition> ofId)
      throws Refused {
    require(name, text -> NamedEntity.read(text, ofUid, ofId), "is no entity");
  }

  private void addOneOf(String name, Column column, List<String> known) throws Refused {
    require(
        name,
        text -> known.contains(text) ? Optional.of(Condition.is(column, text)) : Optional.empty(),
        "is not known; it is " + Choices.text(known.stream()));
  }

  private void addMoment(
      String name,
      Function<String, Optional<Instant>> parse,
      Function<Instant, Condition> condition)
      throws Refused {
    require(
        name,
        text -> parse.apply(text).map(condition),
        "is no time; write 2026-11-22, 2026-11-22T09:30:00Z, or how long ago as 15m, 24h, 7d");
  }

  private void require(String name, Function<String, Optional<Condition>> parse, String otherwise)
      throws Refused {
    Optional<String> text = call.query(name);
    if (text.isPresent()) {
      conditions.add(
          parse
              .apply(text.get())
              .orElseThrow(() -> new Refused(Problem.parameter(name, text.get(), otherwise))));
    }
  }
}
