package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Pattern;
import dev.remit.cedar.value.Name;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what relates an expression to something that is none: `.`, `has`, `like` and `is`.
final class RelationReader {
  private static final List<String> ATTRIBUTE = List.of("left", "attr");
  private static final List<String> LIKE = List.of("left", "pattern");
  private static final List<String> IS = List.of("left", "entity_type", "in");

  private final Diagnostics diagnostics;
  private final UidReader uids;
  private final PatternReader patterns;
  private final ExprReader expressions;

  RelationReader(Diagnostics diagnostics, UidReader uids, ExprReader expressions) {
    this.diagnostics = diagnostics;
    this.uids = uids;
    this.patterns = new PatternReader(diagnostics);
    this.expressions = expressions;
  }

  private @Nullable Members members(String operation, Json body, List<String> known) {
    return Members.of(body, "`" + operation + "`", known, diagnostics);
  }

  @Nullable Expr attribute(Json body, Json json, int level) {
    Members members = members(".", body, ATTRIBUTE);
    if (members == null) {
      return null;
    }
    Expr operand = expressions.read(members.require("left"), level + 1);
    Json.JsonString name = members.requireString("attr");
    return operand == null || name == null
        ? null
        : new Expr.GetAttribute(operand, name.value(), json.span());
  }

  @Nullable Expr hasAttribute(Json body, Json json, int level) {
    Members members = members("has", body, ATTRIBUTE);
    if (members == null) {
      return null;
    }
    Expr operand = expressions.read(members.require("left"), level + 1);
    List<String> path = path(members.require("attr"));
    return operand == null || path == null
        ? null
        : new Expr.HasAttribute(operand, path, json.span());
  }

  private @Nullable List<String> path(@Nullable Json attribute) {
    return switch (attribute) {
      case null -> null;
      case Json.JsonString name -> List.of(name.value());
      case Json.JsonArray names when isPath(names) ->
          names.elements().stream().map(name -> ((Json.JsonString) name).value()).toList();
      default -> {
        diagnostics.add(
            "policy.attribute",
            attribute.span(),
            "`attr` of `has` is a name, or an array of identifiers, at least one",
            "");
        yield null;
      }
    };
  }

  private static boolean isPath(Json.JsonArray names) {
    boolean single = names.elements().size() == 1;
    return !names.elements().isEmpty()
        && names.elements().stream()
            .allMatch(name ->
                name instanceof Json.JsonString string && (single || Name.isPlain(string.value())));
  }

  @Nullable Expr like(Json body, Json json, int level) {
    Members members = members("like", body, LIKE);
    if (members == null) {
      return null;
    }
    Expr operand = expressions.read(members.require("left"), level + 1);
    Json parts = members.require("pattern");
    List<Json> elements = parts == null ? null : members.array("pattern", parts);
    Pattern pattern = elements == null ? null : patterns.read(elements);
    return operand == null || pattern == null ? null : new Expr.Like(operand, pattern, json.span());
  }

  @Nullable Expr is(Json body, Json json, int level) {
    Members members = members("is", body, IS);
    if (members == null) {
      return null;
    }
    Expr operand = expressions.read(members.require("left"), level + 1);
    Json.JsonString typeName = members.requireString("entity_type");
    Name type = typeName == null ? null : uids.readType(typeName);
    Json in = members.find("in");
    boolean inNothing = in == null || in instanceof Json.JsonNull;
    Expr container = inNothing ? null : expressions.read(in, level + 1);
    if (operand == null || type == null || (!inNothing && container == null)) {
      return null;
    }
    return container == null
        ? new Expr.Is(operand, type, json.span())
        : new Expr.IsIn(operand, type, container, json.span());
  }
}
