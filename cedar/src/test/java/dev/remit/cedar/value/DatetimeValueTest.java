package dev.remit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Seeds;
import java.time.LocalDate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatetimeValueTest {
  private static final long DAY = 86_400_000;

  private static DatetimeValue at(String text) {
    return DatetimeValue.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "2022-10-10, 1665360000000",
    "1969-12-31, -86400000",
    "1969-12-31T23:59:59Z, -1000",
    "1969-12-31T23:59:59.001Z, -999",
    "1969-12-31T23:59:59.999Z, -1",
    "2024-10-15, 1728950400000",
    "2024-10-15T11:38:02Z, 1728992282000",
    "2024-10-15T11:38:02.101Z, 1728992282101",
    "2024-10-15T11:38:02.101-1134, 1729033922101",
    "2024-10-15T11:38:02.101+1134, 1728950642101",
    "2024-10-15T11:38:02+1134, 1728950642000",
    "2024-10-15T11:38:02-1134, 1729033922000",
    "2024-02-29, 1709164800000",
    "1970-01-01T00:00:00+0000, 0",
    "1970-01-01T00:00:00-0000, 0",
    "1970-01-01T23:59:00+2359, 0",
    "0000-01-01, -62167219200000",
    "0000-02-29, -62162121600000",
    "0000-01-01T00:00:00+2359, -62167305540000",
    "9999-12-31T23:59:59.999Z, 253402300799999",
    "9999-12-31T23:59:59.999-2359, 253402387139999",
  })
  void datesAndFullTimesAreRead(String text, long epochMillis) {
    assertThat(DatetimeValue.parse(text)).contains(new DatetimeValue(epochMillis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "-",
        "-1",
        " 2022-10-10",
        "2022-10-10 ",
        "2022-10-10\n",
        "2022-10- 10",
        "11-12-13",
        "011-12-13",
        "00011-12-13",
        "10000-01-01",
        "0001-2-13",
        "0001-012-13",
        "0001-02-3",
        "0001-02-003",
        "0001-01-01T1:01:01Z",
        "0001-01-01T001:01:01Z",
        "0001-01-01T01:1:01Z",
        "0001-01-01T01:001:01Z",
        "0001-01-01T01:01:1Z",
        "0001-01-01T01:01:001Z",
        "0001-01-01T01:01:01.01Z",
        "0001-01-01T01:01:01.0001Z",
        "0001-01-01T01:01:01.Z",
        "0001-01-01T01:01:01.001+01",
        "0001-01-01T01:01:01.001+001",
        "0001-01-01T01:01:01.001+00001",
        "0001-01-01T01:01:01.001+00:01",
        "0001-01-01T01:01:01.001+00:00:01",
        "-0001-01-01",
        "+0001-01-01",
        "1111-1x-20",
        "1111-Jul-20",
        "1111-July-20",
        "1111-J-20",
        "2024-10-15Z",
        "2024-10-15T11:38:02ZZ",
        "2024-01-01T",
        "2024-01-01Ta",
        "2024-01-01T01:",
        "2024-01-01T01:02",
        "2024-01-01T01:02Z",
        "2024-01-01T01:02:0b",
        "2024-01-01T01::02:03",
        "2024-01-01T01::02::03",
        "2024-01-01T24:00:00Z",
        "2024-01-01T31:02:03Z",
        "2024-01-01T01:60:03Z",
        "2016-12-31T23:59:60Z",
        "2016-12-31T23:59:61Z",
        "2024-01-01T00:00:00",
        "2024-01-01T00:00:00T",
        "2024-01-01t00:00:00Z",
        "2024-01-01T00:00:00z",
        "2024-01-01 00:00:00Z",
        "2024-01-01T00:00:00x001Z",
        "2024-01-01T00:00:00,001Z",
        "2024-01-01T00:00:00.001",
        "2024-01-01T00:00:00.001ZZ",
        "2024-01-01T00:00:00Z\n",
        "2016-12-31T23:59:60.000Z",
        "2016-12-31T23:59:60.000+0200",
        "2024-01-01T00:00:00\u27950000",
        "2024-01-01T00:00:00\u27960000",
        "2024-01-01T00:00:00.001\u27960000",
        "2024-01-01T00:00:00.001\u27950000",
        "2024-01-01T00:00:00.001+00000",
        "2024-01-01T00:00:00.001-00000",
        "2016-01-01T00:00:00+2400",
        "2016-01-01T00:00:00+0060",
        "2016-01-01T00:00:00+9999",
        "2016-01-01T00:00:00 0000",
        "2024-00-01",
        "2024-13-01",
        "2024-01-00",
        "2024-01-32",
        "2024-04-31",
        "2023-02-29",
        "1900-02-29",
        "2024/01/01",
        "\u0662\u0660\u0662\u0664-01-01",
        "2024-01-01T0-1:00:00Z",
        "2024-01-01T00:00:00.-01Z"
      })
  void anythingElseIsRefused(String text) {
    assertThat(DatetimeValue.parse(text)).isEmpty();
  }

  @Test
  void exactlyTheDaysOfTheCalendarAreRead() {
    long read = 0;
    for (int year = 0; year <= 9999; year += year < 2030 ? 1 : 7) {
      for (int month = 0; month <= 13; month++) {
        for (int day = 0; day <= 32; day++) {
          read +=
              DatetimeValue.parse("%04d-%02d-%02d".formatted(year, month, day)).isPresent() ? 1 : 0;
        }
      }
      read -= LocalDate.of(year, 1, 1).lengthOfYear();
    }
    assertThat(read).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1728950400000, 2024-10-15",
    "1728992282000, 2024-10-15T11:38:02Z",
    "1728992282101, 2024-10-15T11:38:02.101Z",
    "-1, 1969-12-31T23:59:59.999Z",
    "-62167219200000, 0000-01-01",
    "253402300800000, +10000-01-01",
  })
  void theCanonicalTextIsInUtcAndShort(long epochMillis, String text) {
    assertThat(new DatetimeValue(epochMillis).argument()).isEqualTo(text);
  }

  @Test
  void everyDatetimeWithTextIsReadFromIt() {
    RandomGenerator random = Seeds.random(Seeds.seed(1));
    long first = at("0000-01-01").epochMillis();
    long last = at("9999-12-31T23:59:59.999Z").epochMillis();
    for (int i = 0; i < 20_000; i++) {
      DatetimeValue value = new DatetimeValue(random.nextLong(first, last + 1));
      assertThat(value.hasText()).isTrue();
      assertThat(DatetimeValue.parse(value.argument())).contains(value);
    }
    assertThat(new DatetimeValue(first).hasText()).isTrue();
    assertThat(new DatetimeValue(last).hasText()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {-62_167_219_200_001L, 253_402_300_800_000L, Long.MIN_VALUE, Long.MAX_VALUE})
  void beyondTheYearsOfTextADatetimeIsWrittenAsAnOffset(long epochMillis) {
    DatetimeValue value = new DatetimeValue(epochMillis);
    assertThat(value.hasText()).isFalse();
    assertThat(DatetimeValue.parse(value.argument())).isEmpty();
    assertThat(value)
        .hasToString(
            "datetime(\"1970-01-01\").offset(duration(\"%s\"))"
                .formatted(new DurationValue(epochMillis).argument()));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-10-15, 0, 2024-10-15",
    "2024-10-15, 1, 2024-10-15T00:00:00.001Z",
    "2024-10-15, 1000, 2024-10-15T00:00:01Z",
    "2024-10-15, -1000, 2024-10-14T23:59:59Z",
    "2024-10-15, 60000, 2024-10-15T00:00:00-0001",
  })
  void anOffsetAndTheTimeSinceAreInverse(String from, long millis, String to) {
    DurationValue duration = new DurationValue(millis);
    assertThat(at(from).offset(duration)).contains(at(to));
    assertThat(at(to).durationSince(at(from))).contains(duration);
  }

  @Test
  void whatDoesNotFitIn64BitsIsNoDatetime() {
    DatetimeValue last = new DatetimeValue(Long.MAX_VALUE);
    DatetimeValue first = new DatetimeValue(Long.MIN_VALUE);
    assertThat(last.offset(new DurationValue(0))).contains(last);
    assertThat(last.offset(new DurationValue(1))).isEmpty();
    assertThat(first.offset(new DurationValue(-1))).isEmpty();
    assertThat(first.offset(new DurationValue(Long.MAX_VALUE))).contains(new DatetimeValue(-1));
    assertThat(last.durationSince(first)).isEmpty();
    assertThat(first.durationSince(new DatetimeValue(1))).isEmpty();
    assertThat(new DatetimeValue(0).durationSince(first)).isEmpty();
    assertThat(new DatetimeValue(-1).durationSince(first))
        .contains(new DurationValue(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-10-15, 2024-10-15, 0",
    "2024-10-15T00:00:00.001Z, 2024-10-15, 1",
    "2024-10-15T00:00:01Z, 2024-10-15, 1000",
    "2024-10-15T23:59:59Z, 2024-10-15, 86399000",
    "2024-10-15T23:59:00-0001, 2024-10-16, 0",
    "1969-12-31, 1969-12-31, 0",
    "1969-12-31T23:59:59Z, 1969-12-31, 86399000",
    "1969-12-31T12:00:00Z, 1969-12-31, 43200000",
  })
  void aDatetimeIsItsDateAndItsTimeOfDay(String text, String date, long time) {
    assertThat(at(text).toDate()).contains(at(date));
    assertThat(at(text).toTime()).isEqualTo(new DurationValue(time));
  }

  @Test
  void theFirstDayOfAllHasNoMidnight() {
    DatetimeValue first = new DatetimeValue(Long.MIN_VALUE);
    assertThat(first.toDate()).isEmpty();
    assertThat(first.toTime()).isEqualTo(new DurationValue(Math.floorMod(Long.MIN_VALUE, DAY)));
    long midnight = Math.ceilDiv(Long.MIN_VALUE, DAY) * DAY;
    assertThat(new DatetimeValue(midnight).toDate()).contains(new DatetimeValue(midnight));
    assertThat(new DatetimeValue(midnight - 1).toDate()).isEmpty();
  }

  @Test
  void datetimesAreOrderedByInstant() {
    assertThat(at("2024-10-15").isLessThan(at("2024-10-15T00:00:00-0001"))).isTrue();
    assertThat(at("2024-10-15").isLessThan(at("2024-10-15T00:00:00Z"))).isFalse();
  }
}
