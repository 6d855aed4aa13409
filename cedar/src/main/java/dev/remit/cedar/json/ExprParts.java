package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the parts of an expression that has any number of them.
@FunctionalInterface
interface ExprParts {
  /// One part, which lies `level` levels deep; null after a mistake.
  @Nullable Expr read(Json json, int level);

  /// All parts, in their order; null after a mistake in any.
  default @Nullable List<Expr> readAll(List<Json> nodes, int level) {
    List<Expr> all = new ArrayList<>(nodes.size());
    for (Json node : nodes) {
      Expr expression = read(node, level);
      if (expression != null) {
        all.add(expression);
      }
    }
    return all.size() == nodes.size() ? all : null;
  }

  /// The record literal of the members of `object`; null after a mistake in any.
  default @Nullable Expr readRecord(Json.JsonObject object, int level, Span span) {
    List<Json> nodes = object.members().stream().map(Json.Member::value).toList();
    List<Expr> values = readAll(nodes, level);
    if (values == null) {
      return null;
    }
    List<Expr.Field> fields = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      fields.add(new Expr.Field(object.members().get(i).name(), values.get(i)));
    }
    return new Expr.RecordLiteral(fields, span);
  }
}
