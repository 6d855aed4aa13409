package dev.remit.cedar.engine;

import dev.remit.cedar.policy.ExtensionFunction;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.DecimalValue;
import dev.remit.cedar.value.DurationValue;
import dev.remit.cedar.value.IpAddressValue;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the functions of Cedar's extension types compute; shared by the compiled conditions and by
/// the explaining walk.
///
/// A call without a value answers null and allocates nothing for it; [ExtensionFailures] then says
/// why.
///
/// Source: cedar-spec, `Cedar/Spec/ExtFun.lean`.
final class ExtensionFunctions {
  private ExtensionFunctions() {}

  /// The result of a function of one argument, or null where it has none: an argument of another
  /// kind, a text that its constructor refuses, a result beyond 64 bits, or `unknown`.
  static @Nullable Value apply(ExtensionFunction function, Value argument) {
    return switch (function) {
      case IP, DECIMAL, DATETIME, DURATION ->
          argument instanceof StringValue(String text) ? construct(function, text) : null;
      case IS_IPV4, IS_IPV6, IS_LOOPBACK, IS_MULTICAST ->
          argument instanceof IpAddressValue ip ? BoolValue.of(test(function, ip)) : null;
      case TO_DATE, TO_TIME ->
          argument instanceof DatetimeValue datetime ? part(function, datetime) : null;
      case TO_MILLISECONDS, TO_SECONDS, TO_MINUTES, TO_HOURS, TO_DAYS ->
          argument instanceof DurationValue duration ? count(function, duration) : null;
      case UNKNOWN -> null;
      case IS_IN_RANGE,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          OFFSET,
          DURATION_SINCE ->
          throw arity(function);
    };
  }

  /// The result of a function of two arguments, a method's receiver first, or null where it has
  /// none.
  static @Nullable Value apply(ExtensionFunction function, Value first, Value second) {
    return switch (function) {
      case IS_IN_RANGE ->
          first instanceof IpAddressValue ip && second instanceof IpAddressValue range
              ? BoolValue.of(ip.isInRange(range))
              : null;
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          first instanceof DecimalValue left && second instanceof DecimalValue right
              ? BoolValue.of(compare(function, left, right))
              : null;
      case OFFSET ->
          first instanceof DatetimeValue datetime && second instanceof DurationValue duration
              ? datetime.offset(duration).orElse(null)
              : null;
      case DURATION_SINCE ->
          first instanceof DatetimeValue datetime && second instanceof DatetimeValue since
              ? datetime.durationSince(since).orElse(null)
              : null;
      case IP,
          IS_IPV4,
          IS_IPV6,
          IS_LOOPBACK,
          IS_MULTICAST,
          DECIMAL,
          DATETIME,
          TO_DATE,
          TO_TIME,
          DURATION,
          TO_MILLISECONDS,
          TO_SECONDS,
          TO_MINUTES,
          TO_HOURS,
          TO_DAYS,
          UNKNOWN ->
          throw arity(function);
    };
  }

  /// Why the call has no value; only for arguments on which [#apply] answered null.
  static Failure failure(ExtensionFunction function, List<Value> arguments) {
    return ExtensionFailures.of(function, arguments);
  }

  private static @Nullable Value construct(ExtensionFunction function, String text) {
    return switch (function) {
      case IP -> IpAddressValue.parse(text).orElse(null);
      case DECIMAL -> DecimalValue.parse(text).orElse(null);
      case DATETIME -> DatetimeValue.parse(text).orElse(null);
      case DURATION -> DurationValue.parse(text).orElse(null);
      default -> throw arity(function);
    };
  }

  private static boolean test(ExtensionFunction function, IpAddressValue ip) {
    return switch (function) {
      case IS_IPV4 -> ip.isIpv4();
      case IS_IPV6 -> ip.isIpv6();
      case IS_LOOPBACK -> ip.isLoopback();
      case IS_MULTICAST -> ip.isMulticast();
      default -> throw arity(function);
    };
  }

  private static @Nullable Value part(ExtensionFunction function, DatetimeValue datetime) {
    return function == ExtensionFunction.TO_TIME
        ? datetime.toTime()
        : datetime.toDate().orElse(null);
  }

  private static Value count(ExtensionFunction function, DurationValue duration) {
    return new LongValue(
        switch (function) {
          case TO_MILLISECONDS -> duration.millis();
          case TO_SECONDS -> duration.toSeconds();
          case TO_MINUTES -> duration.toMinutes();
          case TO_HOURS -> duration.toHours();
          case TO_DAYS -> duration.toDays();
          default -> throw arity(function);
        });
  }

  private static boolean compare(
      ExtensionFunction function, DecimalValue left, DecimalValue right) {
    return switch (function) {
      case LESS_THAN -> left.isLessThan(right);
      case LESS_THAN_OR_EQUAL -> !right.isLessThan(left);
      case GREATER_THAN -> right.isLessThan(left);
      case GREATER_THAN_OR_EQUAL -> !left.isLessThan(right);
      default -> throw arity(function);
    };
  }

  private static IllegalArgumentException arity(ExtensionFunction function) {
    return new IllegalArgumentException(function.text() + " takes " + function.arity());
  }
}
