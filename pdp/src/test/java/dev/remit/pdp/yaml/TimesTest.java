package dev.remit.pdp.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "500ms,PT0.5S",
    "30s,PT30S",
    "10m,PT10M",
    "1h,PT1H",
    "7d,PT168H",
    "999999999s,PT999999999S"
  })
  void aTimeIsACountAndAUnit(String text, Duration time) {
    assertThat(Times.parse(text, ChronoUnit.MILLIS)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "h",
        "0s",
        "000d",
        "-1s",
        "1.5h",
        "1 h",
        "1H",
        "1w",
        "1mm",
        "1h30m",
        "1000000000s",
        "١s"
      })
  void anythingElseIsNone(String text) {
    assertThat(Times.parse(text, ChronoUnit.MILLIS)).isEmpty();
  }

  @Test
  void aUnitThatIsFinerThanTheFinestIsNone() {
    assertThat(Times.parse("1000ms", ChronoUnit.SECONDS)).isEmpty();
    assertThat(Times.parse("1s", ChronoUnit.SECONDS)).contains(Duration.ofSeconds(1));
  }

  @Test
  void aCountAndAUnitOfAnotherGrammarMayBeNothing() {
    assertThat(Times.of(0, "s")).contains(Duration.ZERO);
    assertThat(Times.of(Integer.MAX_VALUE, "d")).contains(Duration.ofDays(Integer.MAX_VALUE));
    assertThat(Times.of(1, "")).isEmpty();
    assertThat(Times.of(1, "w")).isEmpty();
  }
}
