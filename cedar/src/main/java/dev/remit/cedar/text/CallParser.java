package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.ExtensionFunction;
import dev.remit.cedar.policy.UnaryOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Decides what the calls of a policy name: a function, a method, or nothing there is. As in Cedar,
/// an extension function with too many or too few arguments is an error of evaluation, not of
/// syntax.
final class CallParser {
  private static final Map<String, BinaryOperator> BINARY_METHODS = binaryMethods();
  private static final String IS_EMPTY = UnaryOperator.IS_EMPTY.text();

  private final Cursor cursor;

  CallParser(Cursor cursor) {
    this.cursor = cursor;
  }

  private static Map<String, BinaryOperator> binaryMethods() {
    Map<String, BinaryOperator> methods = new HashMap<>();
    for (BinaryOperator operator : BinaryOperator.values()) {
      if (operator.isMethod()) {
        methods.put(operator.text(), operator);
      }
    }
    return Map.copyOf(methods);
  }

  /// `receiver.name(arguments)`.
  Expr method(Expr receiver, Token name, List<Expr> arguments, Span span) {
    BinaryOperator operator = BINARY_METHODS.get(name.text());
    if (operator != null) {
      return takes(name.text(), 1, arguments, name.span())
          ? new Expr.Binary(operator, receiver, arguments.getFirst(), span)
          : MemberParser.placeholder(span);
    }
    if (name.text().equals(IS_EMPTY)) {
      return takes(IS_EMPTY, 0, arguments, name.span())
          ? new Expr.Unary(UnaryOperator.IS_EMPTY, receiver, span)
          : MemberParser.placeholder(span);
    }
    Optional<ExtensionFunction> function = ExtensionFunction.find(name.text());
    if (function.isEmpty() || !function.get().isMethod()) {
      reportNoMethod(name, function.isPresent());
      return MemberParser.placeholder(span);
    }
    List<Expr> all = new ArrayList<>(List.of(receiver));
    all.addAll(arguments);
    return new Expr.Call(function.get(), all, span);
  }

  private void reportNoMethod(Token name, boolean isFunction) {
    if (isFunction) {
      cursor.report(
          "function-as-method",
          name.span(),
          "`" + name.text() + "` is a function, not a method",
          "write `" + name.text() + "(…)`");
    } else {
      cursor.report(
          "unknown-method",
          name.span(),
          "unknown method `" + name.text() + "`",
          Suggestions.didYouMean(name.text(), methods(), ""));
    }
  }

  /// `path(arguments)`.
  Expr function(NameParser.Path path, List<Expr> arguments) {
    String name = path.name().value();
    Span span = path.span().to(cursor.previous().span());
    Optional<ExtensionFunction> function = ExtensionFunction.find(name);
    if (function.isEmpty() || function.get().isMethod()) {
      reportNoFunction(path, name);
      return MemberParser.placeholder(span);
    }
    return new Expr.Call(function.get(), arguments, span);
  }

  private void reportNoFunction(NameParser.Path path, String name) {
    if (methods().contains(name)) {
      cursor.report(
          "method-as-function",
          path.span(),
          "`" + name + "` is a method, not a function",
          "write it behind its receiver, as in `context.value." + name + "(…)`");
    } else {
      cursor.report(
          "unknown-function",
          path.span(),
          "unknown function `" + name + "`",
          Suggestions.didYouMean(name, functions(), ""));
    }
  }

  private boolean takes(String name, int count, List<Expr> arguments, Span span) {
    if (arguments.size() == count) {
      return true;
    }
    cursor.report(
        "wrong-arity",
        span,
        "`"
            + name
            + "` takes "
            + (count == 0 ? "no" : "one")
            + " argument, not "
            + arguments.size(),
        "");
    return false;
  }

  private static List<String> functions() {
    return extensions(function -> !function.isMethod()).toList();
  }

  private static List<String> methods() {
    return Stream.concat(
            Stream.concat(Stream.of(IS_EMPTY), BINARY_METHODS.keySet().stream().sorted()),
            extensions(ExtensionFunction::isMethod))
        .toList();
  }

  private static Stream<String> extensions(Predicate<ExtensionFunction> which) {
    return Arrays.stream(ExtensionFunction.values()).filter(which).map(ExtensionFunction::text);
  }
}
