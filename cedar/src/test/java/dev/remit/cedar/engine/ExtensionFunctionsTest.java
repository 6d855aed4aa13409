package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.remit.cedar.policy.ExtensionFunction;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.DecimalValue;
import dev.remit.cedar.value.DurationValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.IpAddressValue;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ExtensionFunctionsTest {
  /// One value of every kind; the text is one that no constructor reads.
  private static final List<Value> KINDS =
      List.of(
          BoolValue.TRUE,
          new LongValue(1),
          new StringValue("x"),
          EntityUid.of("T", "x"),
          SetValue.EMPTY,
          RecordValue.EMPTY,
          value("ip 10.0.0.1"),
          value("decimal 1.5"),
          value("datetime 2024-10-15T01:00:00Z"),
          value("duration 1d"));

  /// `true`, a number, or a constructor and its text.
  private static Value value(String text) {
    String[] parts = text.split(" ", 2);
    return switch (parts[0]) {
      case "ip" -> IpAddressValue.parse(parts[1]).orElseThrow();
      case "decimal" -> DecimalValue.parse(parts[1]).orElseThrow();
      case "datetime" -> DatetimeValue.parse(parts[1]).orElseThrow();
      case "duration" -> DurationValue.parse(parts[1]).orElseThrow();
      case "true", "false" -> BoolValue.of(Boolean.parseBoolean(text));
      default -> new LongValue(Long.parseLong(text));
    };
  }

  @ParameterizedTest
  @CsvSource({
    "IS_IPV4, ip 10.0.0.1, true",
    "IS_IPV4, ip ::1, false",
    "IS_IPV6, ip ::1, true",
    "IS_IPV6, ip 10.0.0.1, false",
    "IS_LOOPBACK, ip 127.0.0.1, true",
    "IS_LOOPBACK, ip 10.0.0.1, false",
    "IS_MULTICAST, ip ff00::1, true",
    "IS_MULTICAST, ip 127.0.0.1, false",
    "TO_DATE, datetime 2024-10-15T01:00:00Z, datetime 2024-10-15",
    "TO_TIME, datetime 2024-10-15T01:00:00Z, duration 1h",
    "TO_MILLISECONDS, duration -25h, -90000000",
    "TO_SECONDS, duration -25h, -90000",
    "TO_MINUTES, duration -25h, -1500",
    "TO_HOURS, duration -25h, -25",
    "TO_DAYS, duration -25h, -1",
  })
  void oneArgumentHasThisResult(ExtensionFunction function, String argument, String result) {
    assertThat(ExtensionFunctions.apply(function, value(argument))).isEqualTo(value(result));
  }

  @ParameterizedTest
  @CsvSource({
    "IS_IN_RANGE, ip 10.0.0.1, ip 10.0.0.0/8, true",
    "IS_IN_RANGE, ip 10.0.0.0/8, ip 10.0.0.1, false",
    "LESS_THAN, decimal 1.0, decimal 1.1, true",
    "LESS_THAN, decimal 1.1, decimal 1.1, false",
    "LESS_THAN_OR_EQUAL, decimal 1.1, decimal 1.1, true",
    "LESS_THAN_OR_EQUAL, decimal 1.2, decimal 1.1, false",
    "GREATER_THAN, decimal 1.2, decimal 1.1, true",
    "GREATER_THAN, decimal 1.1, decimal 1.1, false",
    "GREATER_THAN_OR_EQUAL, decimal 1.1, decimal 1.1, true",
    "GREATER_THAN_OR_EQUAL, decimal 1.0, decimal 1.1, false",
    "OFFSET, datetime 2024-10-15, duration -1d, datetime 2024-10-14",
    "DURATION_SINCE, datetime 2024-10-14, datetime 2024-10-15, duration -1d",
  })
  void twoArgumentsHaveThisResult(
      ExtensionFunction function, String first, String second, String result) {
    assertThat(ExtensionFunctions.apply(function, value(first), value(second)))
        .isEqualTo(value(result));
  }

  @ParameterizedTest
  @CsvSource({"IP, ::1", "DECIMAL, 1.5", "DATETIME, 2024-10-15", "DURATION, 1d"})
  void aConstructorReadsItsText(ExtensionFunction constructor, String text) {
    assertThat(ExtensionFunctions.apply(constructor, new StringValue(text)))
        .isEqualTo(value(constructor.text() + " " + text));
    assertThat(ExtensionFunctions.apply(constructor, new StringValue(text + "?"))).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aFunctionTakesArgumentsOfOneKindOnly(ExtensionFunction function) {
    if (function.arity() == 1) {
      long taken =
          KINDS.stream().filter(kind -> ExtensionFunctions.apply(function, kind) != null).count();
      assertThat(taken).isEqualTo(isConstructor(function) ? 0 : 1);
    } else {
      long taken =
          KINDS.stream()
              .flatMap(first -> KINDS.stream().map(second -> List.of(first, second)))
              .filter(pair ->
                  ExtensionFunctions.apply(function, pair.getFirst(), pair.getLast()) != null)
              .count();
      assertThat(taken).isEqualTo(1);
    }
  }

  private static boolean isConstructor(ExtensionFunction function) {
    return !function.isMethod();
  }

  @Test
  void whatDoesNotFitIn64BitsHasNoResult() {
    Value first = new DatetimeValue(Long.MIN_VALUE);
    Value last = new DatetimeValue(Long.MAX_VALUE);
    Value millisecond = new DurationValue(1);
    assertThat(ExtensionFunctions.apply(ExtensionFunction.OFFSET, last, millisecond)).isNull();
    assertThat(ExtensionFunctions.apply(ExtensionFunction.DURATION_SINCE, last, first)).isNull();
    assertThat(ExtensionFunctions.apply(ExtensionFunction.TO_DATE, first)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void theWrongNumberOfArgumentsIsOurMistake(ExtensionFunction function) {
    Value value = BoolValue.TRUE;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> {
          if (function.arity() == 1) {
            ExtensionFunctions.apply(function, value, value);
          } else {
            ExtensionFunctions.apply(function, value);
          }
        });
  }
}
