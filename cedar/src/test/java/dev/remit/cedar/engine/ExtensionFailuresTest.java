package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.ExtensionFunction;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.DecimalValue;
import dev.remit.cedar.value.DurationValue;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExtensionFailuresTest {
  private static final Value DAY = new DatetimeValue(0);

  private static Failure of(ExtensionFunction function, Value... arguments) {
    return ExtensionFunctions.failure(function, List.of(arguments));
  }

  @Test
  void aTextThatIsRefusedComesWithTextsThatAreRead() {
    assertThat(of(ExtensionFunction.IP, new StringValue("10.0.0.256")))
        .isEqualTo(
            new Failure(
                ErrorCode.EXTENSION,
                "`ip(\"10.0.0.256\")` has no value; write `10.0.0.1`, `10.0.0.0/8` or"
                    + " `2001:db8::1`"));
    assertThat(of(ExtensionFunction.DURATION, new StringValue("1w")).message())
        .isEqualTo("`duration(\"1w\")` has no value; write units in order, as in `1d2h3m4s5ms`");
  }

  @Test
  void argumentsAreCountedWithoutTheReceiver() {
    assertThat(of(ExtensionFunction.IP))
        .isEqualTo(new Failure(ErrorCode.EXTENSION, "`ip` takes 1 argument, not 0"));
    assertThat(of(ExtensionFunction.TO_DATE, DAY, DAY).message())
        .isEqualTo("`toDate` takes 0 arguments, not 1");
  }

  @Test
  void anArgumentOfAnotherKindIsNamed() {
    assertThat(of(ExtensionFunction.IP, new LongValue(1)))
        .isEqualTo(new Failure(ErrorCode.TYPE, "`ip` needs a string; found long `1`"));
    assertThat(of(ExtensionFunction.OFFSET, DAY, DAY).message())
        .isEqualTo("`offset` needs a duration; found `datetime(\"1970-01-01\")`");
    assertThat(of(ExtensionFunction.OFFSET, new DurationValue(1), DAY).message())
        .isEqualTo("`offset` needs a datetime; found `duration(\"1ms\")`");
    assertThat(of(ExtensionFunction.LESS_THAN, new DecimalValue(1), BoolValue.TRUE).message())
        .isEqualTo("`lessThan` needs a decimal; found bool `true`");
  }

  @Test
  void aStringInPlaceOfItsValueIsToBeWrapped() {
    assertThat(of(ExtensionFunction.IS_IPV4, new StringValue("::1")).message())
        .isEqualTo("`isIpv4` needs an ip; found string `\"::1\"`; wrap it as `ip(…)`");
  }

  @Test
  void aResultBeyond64BitsIsAnOverflow() {
    assertThat(of(ExtensionFunction.OFFSET, DAY, new DurationValue(Long.MAX_VALUE)))
        .isEqualTo(
            new Failure(
                ErrorCode.OVERFLOW,
                "`datetime(\"1970-01-01\").offset(duration(\"106751991167d7h12m55s807ms\"))` is"
                    + " outside the 64-bit range"));
  }

  @Test
  void anUnknownHasNoValueEver() {
    assertThat(of(ExtensionFunction.UNKNOWN, new StringValue("x")))
        .isEqualTo(new Failure(ErrorCode.UNKNOWN, "`unknown(\"x\")` has no value"));
  }

  @ParameterizedTest
  @EnumSource
  void everyFailureIsOneLine(ExtensionFunction function) {
    Value text = new StringValue("two\nlines");
    Failure failure =
        function.arity() == 1 ? of(function, text) : of(function, text, BoolValue.TRUE);
    assertThat(failure.message()).doesNotContain("\n").startsWith("`" + function.text());
  }
}
