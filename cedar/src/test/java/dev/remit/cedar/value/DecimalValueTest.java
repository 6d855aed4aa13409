package dev.remit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalValueTest {
  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "0.0000, 0",
    "-0.0, 0",
    "12.34, 123400",
    "1.2345, 12345",
    "-1.0, -10000",
    "-4.2, -42000",
    "-9.876, -98760",
    "-0.0001, -1",
    "0000000000000000000000000007.5, 75000",
    "922337203685477.5807, 9223372036854775807",
    "-922337203685477.5808, -9223372036854775808",
  })
  void numbersWithOneToFourFractionDigitsAreRead(String text, long tenThousandths) {
    assertThat(DecimalValue.parse(text)).contains(new DecimalValue(tenThousandths));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "-",
        "-.",
        "12",
        "12.",
        ".12",
        "-.12",
        "1.x",
        "x.1",
        "1.-2",
        "--1.0",
        "+1.0",
        "1.23456",
        "1.00000",
        "1.0.0",
        " 1.0",
        "1.0 ",
        "1.0\n",
        "1_0.0",
        "1.0_0",
        "1e1.0",
        "\u0661.0",
        "1.\u0661",
        "1,0",
        "922337203685477.5808",
        "-922337203685477.5809",
        "922337203685478.0",
        "-922337203685478.0",
        "99999999999999999999.0",
        "9223372036854775808.0"
      })
  void anythingElseIsRefused(String text) {
    assertThat(DecimalValue.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "31400, 3.14",
    "110003, 11.0003",
    "110030, 11.003",
    "113000, 11.3",
    "1230000, 123.0",
    "-1230000, -123.0",
    "-2300, -0.23",
    "-1, -0.0001",
    "9223372036854775807, 922337203685477.5807",
    "-9223372036854775808, -922337203685477.5808",
  })
  void theCanonicalTextIsTheShortest(long tenThousandths, String text) {
    assertThat(new DecimalValue(tenThousandths).argument()).isEqualTo(text);
  }

  @Test
  void everyDecimalIsReadFromItsOwnText() {
    RandomGenerator random = Seeds.random(Seeds.seed(1));
    for (int i = 0; i < 20_000; i++) {
      DecimalValue value = new DecimalValue(random.nextLong() >> random.nextInt(Long.SIZE));
      assertThat(DecimalValue.parse(value.argument())).contains(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.23, -0.23, false",
    "-0.0023, -0.23, false",
    "-0.23, -0.0023, true",
    "-0.0001, 0.0, true",
    "-1.0000, -0.9999, true",
    "1.0, 1.0000, false",
  })
  void decimalsAreOrderedByNumber(String left, String right, boolean less) {
    assertThat(
            DecimalValue.parse(left)
                .orElseThrow()
                .isLessThan(DecimalValue.parse(right).orElseThrow()))
        .isEqualTo(less);
  }
}
