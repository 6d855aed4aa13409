package dev.remit.cedar.engine;

import dev.remit.cedar.policy.ExtensionFunction;
import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.DecimalValue;
import dev.remit.cedar.value.DurationValue;
import dev.remit.cedar.value.IpAddressValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.List;

/// Why a call of [ExtensionFunctions] has no value. Called only after one had none.
final class ExtensionFailures {
  private ExtensionFailures() {}

  static Failure of(ExtensionFunction function, List<Value> arguments) {
    if (arguments.size() != function.arity()) {
      return arity(function, arguments.size());
    }
    Value first = arguments.getFirst();
    return switch (function) {
      case IP -> construct(function, first, "write `10.0.0.1`, `10.0.0.0/8` or `2001:db8::1`");
      case DECIMAL ->
          construct(function, first, "write one to four digits after the point, as in `1.5`");
      case DATETIME ->
          construct(function, first, "write `2024-10-15`, `2024-10-15T11:38:02Z` or `…+0100`");
      case DURATION -> construct(function, first, "write units in order, as in `1d2h3m4s5ms`");
      case IS_IPV4, IS_IPV6, IS_LOOPBACK, IS_MULTICAST, IS_IN_RANGE ->
          argument(function, "ip", arguments, IpAddressValue.class, IpAddressValue.class);
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          argument(function, "decimal", arguments, DecimalValue.class, DecimalValue.class);
      case OFFSET ->
          argument(function, "duration", arguments, DatetimeValue.class, DurationValue.class);
      case DURATION_SINCE ->
          argument(function, "datetime", arguments, DatetimeValue.class, DatetimeValue.class);
      case TO_DATE, TO_TIME ->
          argument(function, "datetime", arguments, DatetimeValue.class, DatetimeValue.class);
      case TO_MILLISECONDS, TO_SECONDS, TO_MINUTES, TO_HOURS, TO_DAYS ->
          argument(function, "duration", arguments, DurationValue.class, DurationValue.class);
      case UNKNOWN ->
          new Failure(ErrorCode.UNKNOWN, "`unknown(" + Failures.text(first) + ")` has no value");
    };
  }

  /// Counted as people do who write a method: without its receiver.
  private static Failure arity(ExtensionFunction function, int count) {
    int receiver = function.isMethod() ? 1 : 0;
    int taken = function.arity() - receiver;
    return new Failure(
        ErrorCode.EXTENSION,
        "`%s` takes %d argument%s, not %d"
            .formatted(function.text(), taken, taken == 1 ? "" : "s", count - receiver));
  }

  private static Failure construct(ExtensionFunction function, Value argument, String help) {
    if (!(argument instanceof StringValue)) {
      return Failure.type(function.text(), "a string", Failures.describe(argument));
    }
    return new Failure(
        ErrorCode.EXTENSION,
        "`%s(%s)` has no value; %s".formatted(function.text(), Failures.text(argument), help));
  }

  /// The first argument of the wrong kind; where there is none, the result did not fit.
  private static Failure argument(
      ExtensionFunction function,
      String last,
      List<Value> arguments,
      Class<? extends Value> firstKind,
      Class<? extends Value> lastKind) {
    if (!firstKind.isInstance(arguments.getFirst())) {
      String first = function == ExtensionFunction.OFFSET ? "datetime" : last;
      return kind(function, first, arguments.getFirst());
    }
    if (!lastKind.isInstance(arguments.getLast())) {
      return kind(function, last, arguments.getLast());
    }
    return new Failure(
        ErrorCode.OVERFLOW, "`" + call(function, arguments) + "` is outside the 64-bit range");
  }

  private static Failure kind(ExtensionFunction function, String kind, Value found) {
    String article = kind.equals("ip") ? "an " : "a ";
    String hint = found instanceof StringValue ? "; wrap it as `" + kind + "(…)`" : "";
    Failure failure = Failure.type(function.text(), article + kind, Failures.describe(found));
    return new Failure(failure.code(), failure.message() + hint);
  }

  private static String call(ExtensionFunction function, List<Value> arguments) {
    String rest = arguments.size() == 1 ? "" : Failures.text(arguments.getLast());
    return Failures.text(arguments.getFirst()) + "." + function.text() + "(" + rest + ")";
  }
}
