package dev.remit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationValueTest {
  @ParameterizedTest
  @CsvSource({
    "0ms, 0",
    "-0ms, 0",
    "0d0s, 0",
    "0d0h0m0s0ms, 0",
    "1ms, 1",
    "1s, 1000",
    "1m, 60000",
    "1h, 3600000",
    "1d, 86400000",
    "12s340ms, 12340",
    "1s234ms, 1234",
    "-1ms, -1",
    "-1s, -1000",
    "-4s200ms, -4200",
    "-9s876ms, -9876",
    "106751d23h47m16s854ms, 9223372036854",
    "-106751d23h47m16s854ms, -9223372036854",
    "9223372036854775807ms, 9223372036854775807",
    "-9223372036854775808ms, -9223372036854775808",
    "-9223372036854775s808ms, -9223372036854775808",
    "1d2h3m4s5ms, 93784005",
    "2d12h, 216000000",
    "3m30s, 210000",
    "1h30m45s, 5445000",
    "2d5h20m, 192000000",
    "-1d12h, -129600000",
    "-3h45m, -13500000",
    "1d1ms, 86400001",
    "1m1ms, 60001",
    "59m59s999ms, 3599999",
    "23h59m59s999ms, 86399999",
    "000000000000000000000000000001d, 86400000",
  })
  void unitsInOrderAreRead(String text, long millis) {
    assertThat(DurationValue.parse(text)).contains(new DurationValue(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "--1s",
        "+1s",
        "d",
        "-d",
        "ms",
        "1",
        "1d-1s",
        "1d2h3m4s5ms6",
        "1x2m3s",
        "1.23s",
        "1s1d",
        "1s1s",
        "1ms1ms",
        "1ms1s",
        "1m1h",
        "1d2h3m4s5ms ",
        " 1d2h3m4s5ms",
        "1d 2h",
        "1d\n",
        "1D",
        "1_0s",
        "\u0661s",
        "1d9223372036854775807ms",
        "1d92233720368547758071ms",
        "9223372036854776s1ms",
        "-12142442932071h",
        "9223372036854775808ms",
        "-9223372036854775809ms",
        "-9223372036854775s809ms",
        "99999999999999999999d",
        "0d99999999999999999999ms"
      })
  void anythingElseIsRefused(String text) {
    assertThat(DurationValue.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0ms",
    "93784005, 1d2h3m4s5ms",
    "-129600000, -1d12h",
    "60001, 1m1ms",
    "-9223372036854775808, -106751991167d7h12m55s808ms",
    "9223372036854775807, 106751991167d7h12m55s807ms",
  })
  void theCanonicalTextNamesTheUnitsThatAreNotZero(long millis, String text) {
    assertThat(new DurationValue(millis).argument()).isEqualTo(text);
  }

  @Test
  void everyDurationIsReadFromItsOwnText() {
    RandomGenerator random = Seeds.random(Seeds.seed(1));
    for (int i = 0; i < 20_000; i++) {
      DurationValue value = new DurationValue(random.nextLong() >> random.nextInt(Long.SIZE));
      assertThat(DurationValue.parse(value.argument())).contains(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0ms, 0, 0, 0, 0",
    "-999ms, 0, 0, 0, 0",
    "1001ms, 1, 0, 0, 0",
    "-1000ms, -1, 0, 0, 0",
    "59999ms, 59, 0, 0, 0",
    "-59999ms, -59, 0, 0, 0",
    "-60000ms, -60, -1, 0, 0",
    "61m, 3660, 61, 1, 0",
    "-3599999ms, -3599, -59, 0, 0",
    "-3600000ms, -3600, -60, -1, 0",
    "25h, 90000, 1500, 25, 1",
    "-86399999ms, -86399, -1439, -23, 0",
    "-86400000ms, -86400, -1440, -24, -1",
    "-9223372036854775808ms, -9223372036854775, -153722867280912, -2562047788015, -106751991167",
  })
  void conversionsTruncateTowardsZero(
      String text, long seconds, long minutes, long hours, long days) {
    DurationValue duration = DurationValue.parse(text).orElseThrow();
    assertThat(duration.toSeconds()).isEqualTo(seconds);
    assertThat(duration.toMinutes()).isEqualTo(minutes);
    assertThat(duration.toHours()).isEqualTo(hours);
    assertThat(duration.toDays()).isEqualTo(days);
  }

  @Test
  void durationsAreOrderedByLength() {
    DurationValue hour = new DurationValue(3_600_000);
    assertThat(new DurationValue(Long.MIN_VALUE).isLessThan(hour)).isTrue();
    assertThat(hour.isLessThan(DurationValue.parse("60m").orElseThrow())).isFalse();
  }
}
