package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.ExtensionFunction;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a policy gives as a `Value`: values as anywhere else, but calls of extension
/// functions stay calls.
final class LiteralReader implements ExprParts {
  private final Diagnostics diagnostics;
  private final UidReader uids;
  private final ValueReader values;
  private final ExtensionReader extensions;

  LiteralReader(Diagnostics diagnostics, UidReader uids) {
    this.diagnostics = diagnostics;
    this.uids = uids;
    this.values = new ValueReader(diagnostics, uids);
    this.extensions = new ExtensionReader(diagnostics);
  }

  /// The expression of the value `json`, which lies `level` levels deep; null after a mistake.
  @Override
  public @Nullable Expr read(Json json, int level) {
    if (level > Limits.EXPRESSION_DEPTH_MAX) {
      ExprReader.reportTooDeep(json, diagnostics);
      return null;
    }
    return switch (json) {
      case Json.JsonArray array -> set(array, level);
      case Json.JsonObject object -> object(object, level);
      case Json.JsonBool _, Json.JsonInteger _, Json.JsonString _ -> scalar(json);
      case Json.JsonNumber _, Json.JsonNull _ -> scalar(json);
    };
  }

  private @Nullable Expr scalar(Json json) {
    Value value = values.read(json);
    return value == null ? null : new Expr.Literal(value, json.span());
  }

  private @Nullable Expr set(Json.JsonArray array, int level) {
    List<Expr> elements = readAll(array.elements(), level + 1);
    return elements == null ? null : new Expr.SetLiteral(elements, array.span());
  }

  private @Nullable Expr object(Json.JsonObject object, int level) {
    Json.Member escape = JsonEscapes.find(object);
    if (escape == null) {
      return readRecord(object, level + 1, object.span());
    }
    return switch (escape.name()) {
      case JsonEscapes.ENTITY -> {
        EntityUid uid = uids.readPlain(escape.value());
        yield uid == null ? null : new Expr.Literal(uid, object.span());
      }
      case JsonEscapes.EXTENSION -> call(escape.value(), level);
      default -> scalar(object);
    };
  }

  private @Nullable Expr call(Json json, int level) {
    ExtensionReader.Call call = extensions.call(json);
    List<Expr> arguments = call == null ? null : readAll(call.arguments(), level + 1);
    return call == null || arguments == null ? null : call(call.function(), arguments, json);
  }

  private @Nullable Expr call(Json.JsonString name, List<Expr> arguments, Json json) {
    Optional<ExtensionFunction> function = ExtensionFunction.find(name.value());
    if (function.isEmpty()) {
      diagnostics.add(
          "policy.unknown-function",
          name.span(),
          "`" + Shown.of(name.value()) + "` is no function of an extension",
          "write one that Cedar has, as `ip` or `decimal`");
      return null;
    }
    return call(function.get(), arguments, json, diagnostics);
  }

  /// The call of a function; a method has at least its receiver. Whether the arguments are as many
  /// as it takes shows when it is evaluated, as in Cedar.
  static @Nullable Expr call(
      ExtensionFunction function, List<Expr> arguments, Json json, Diagnostics diagnostics) {
    if (!function.isMethod() || !arguments.isEmpty()) {
      return new Expr.Call(function, arguments, json.span());
    }
    diagnostics.add(
        "policy.arguments",
        json.span(),
        "the method `" + function.text() + "` has no receiver",
        "give it as the first argument");
    return null;
  }
}
