package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.Withholding;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Excerpt;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Collects the values that a test saw.
final class Sightings {
  /// Values that one finding shows.
  static final int SIGHTINGS_MAX = 6;

  /// Names that a note lists.
  static final int NAMES_MAX = 5;

  private final Entities entities;

  Sightings(Entities entities) {
    this.entities = entities;
  }

  /// In the order of the text, without repetitions.
  List<Sighting> of(Trace test) {
    List<Sighting> all = new ArrayList<>();
    collect(test, all);
    return all.stream().limit(SIGHTINGS_MAX).toList();
  }

  private void collect(Trace test, List<Sighting> into) {
    List<Trace> operands = test.operands();
    switch (test.expr()) {
      case Expr.And _, Expr.Or _ -> collectChain(operands, into);
      case Expr.HasAttribute has ->
          see(operands.getFirst(), value -> attributes(value, has.path()), into);
      case Expr.IsIn _ -> collectMember(test, into);
      case Expr.Binary binary when binary.operator() == BinaryOperator.IN ->
          collectMember(test, into);
      case Expr.Unary _, Expr.Binary _, Expr.Like _, Expr.Is _, Expr.Call _ ->
          operands.forEach(operand -> see(operand, _ -> "", into));
      case Expr.Literal _,
          Expr.Var _,
          Expr.If _,
          Expr.GetAttribute _,
          Expr.SetLiteral _,
          Expr.RecordLiteral _ ->
          see(test, _ -> "", into);
    }
  }

  private void collectChain(List<Trace> operands, List<Sighting> into) {
    for (Trace operand : operands) {
      if (into.size() >= SIGHTINGS_MAX) {
        return;
      }
      if (valueOf(operand) instanceof BoolValue) {
        collect(Findings.innermost(operand), into);
      }
    }
  }

  private void collectMember(Trace test, List<Sighting> into) {
    boolean isMember = test.is(true);
    see(test.operands().getFirst(), value -> isMember ? "" : containers(value), into);
    see(test.operands().getLast(), _ -> "", into);
  }

  private interface Note {
    String on(Value value);
  }

  private static void see(Trace part, Note note, List<Sighting> into) {
    Value value = valueOf(part);
    if (value != null && !isConstant(part.expr())) {
      add(new Sighting(part.expr(), value, note.on(value)), into);
    }
  }

  /// What was seen before is told once, with a note if there is one.
  private static void add(Sighting sighting, List<Sighting> into) {
    for (int i = 0; i < into.size(); i++) {
      if (into.get(i).expr().equals(sighting.expr())) {
        if (into.get(i).note().isEmpty()) {
          into.set(i, sighting);
        }
        return;
      }
    }
    into.add(sighting);
  }

  private static @Nullable Value valueOf(Trace trace) {
    return trace.result() instanceof Trace.Result.Known(Value value) ? value : null;
  }

  private static boolean isConstant(Expr expr) {
    return switch (expr) {
      case Expr.Literal _ -> true;
      case Expr.Var _ -> false;
      case Expr.If _,
          Expr.And _,
          Expr.Or _,
          Expr.Unary _,
          Expr.Binary _,
          Expr.Like _,
          Expr.Is _,
          Expr.IsIn _,
          Expr.GetAttribute _,
          Expr.HasAttribute _,
          Expr.SetLiteral _,
          Expr.RecordLiteral _,
          Expr.Call _ ->
          Subexpressions.of(expr).stream().allMatch(Sightings::isConstant);
    };
  }

  /// The first name of `path` that is not there, and the names that are there in its place.
  private String attributes(Value start, List<String> path) {
    Value at = start;
    for (int i = 0; i < path.size(); i++) {
      RecordValue attributes = attributes(at);
      if (attributes == null) {
        return "does not exist";
      }
      Value next = attributes.find(path.get(i));
      if (next != null
          && at instanceof EntityUid uid
          && Operators.reading(uid, path.get(i), entities) != Withholding.Reading.OPEN) {
        Withholding withheld = entities.withheld();
        return "has a `"
            + path.get(i)
            + "` that "
            + (withheld == null ? "is withheld" : withheld.reason(uid, path.get(i)));
      }
      if (next == null) {
        String missing = "has no `" + String.join(".", path.subList(0, i + 1)) + "`";
        return i > 0 || attributes.isEmpty()
            ? missing
            : missing + ", only " + list(attributes.names());
      }
      at = next;
    }
    return "has `" + String.join(".", path) + "`";
  }

  private @Nullable RecordValue attributes(Value value) {
    if (value instanceof RecordValue record) {
      return record;
    }
    Entity entity = value instanceof EntityUid uid ? entities.find(uid) : null;
    return entity == null ? null : entity.attributes();
  }

  /// What an entity is directly in.
  String containers(Value value) {
    Entity entity = value instanceof EntityUid uid ? entities.find(uid) : null;
    if (entity == null) {
      return "does not exist";
    }
    return entity.parents().isEmpty() ? "is in nothing" : "is in " + list(entity.parents());
  }

  private static String list(Collection<?> names) {
    String shown =
        names.stream()
            .limit(NAMES_MAX)
            .map(name -> "`" + Excerpt.cut(name.toString(), Excerpt.LENGTH_MAX) + "`")
            .collect(Collectors.joining(", "));
    int more = names.size() - NAMES_MAX;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
