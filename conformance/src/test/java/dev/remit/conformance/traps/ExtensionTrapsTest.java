package dev.remit.conformance.traps;

import static dev.remit.conformance.traps.Outcome.ERROR;
import static dev.remit.conformance.traps.Outcome.FALSE;
import static dev.remit.conformance.traps.Outcome.TRUE;

import org.junit.jupiter.api.Test;

/// The extension types.
final class ExtensionTrapsTest {
  private static void valid(String function, String... arguments) {
    for (String argument : arguments) {
      String call = function + "(\"" + argument + "\")";
      Trap.each(TRUE, call + " == " + call);
    }
  }

  private static void invalid(String function, String... arguments) {
    for (String argument : arguments) {
      String call = function + "(\"" + argument + "\")";
      Trap.each(ERROR, call + " == " + call);
    }
  }

  @Test
  void equalityOfAddressesKeepsHostBits() {
    Trap.each(FALSE, "ip(\"10.0.0.1/8\") == ip(\"10.0.0.0/8\")");
    Trap.each(TRUE, "ip(\"10.0.0.1\") == ip(\"10.0.0.1/32\")", "ip(\"::1\") == ip(\"::1/128\")");
    Trap.each(FALSE, "ip(\"10.0.0.1\") == ip(\"10.0.0.1/31\")");
    Trap.each(TRUE, "ip(\"10.9.9.9\").isInRange(ip(\"10.0.0.1/8\"))");
  }

  @Test
  void aMappedAddressStaysVersionSix() {
    Trap.each(TRUE, "ip(\"::ffff:7f00:1\").isIpv6()");
    Trap.each(FALSE, "ip(\"::ffff:7f00:1\").isLoopback()", "ip(\"::ffff:7f00:1\").isIpv4()");
    Trap.each(FALSE, "ip(\"::ffff:7f00:1\") == ip(\"127.0.0.1\")");
    invalid("ip", "::ffff:127.0.0.1", "::127.0.0.1");
  }

  @Test
  void addressesAreStrict() {
    invalid("ip", "127.0.0.01", "1.2.3", "256.0.0.1", "1.2.3.4/33", "1.2.3.4/08", "::1/129");
    invalid("ip", "", "1.2.3.4/", "1::2::3", "1:2:3:4:5:6:7:8:9", " ::1", "::1 ", "fe80::1%eth0");
    valid("ip", "1:2:3:4:5:6:7::", "::", "1.2.3.4/0", "FF00::aB/8", "0.0.0.0");
  }

  @Test
  void rangesAreLoopbackOrMulticastAsAWhole() {
    Trap.each(TRUE, "ip(\"127.0.0.0/8\").isLoopback()", "ip(\"::1\").isLoopback()");
    Trap.each(FALSE, "ip(\"127.0.0.0/7\").isLoopback()", "ip(\"::/0\").isLoopback()");
    Trap.each(TRUE, "ip(\"224.0.0.0/4\").isMulticast()", "ip(\"ff00::/8\").isMulticast()");
    Trap.each(FALSE, "ip(\"224.0.0.0/3\").isMulticast()", "ip(\"ff00::/7\").isMulticast()");
    Trap.each(FALSE, "ip(\"::1\").isInRange(ip(\"0.0.0.0/0\"))");
    Trap.each(TRUE, "ip(\"1.2.3.4\").isInRange(ip(\"0.0.0.0/0\"))");
  }

  @Test
  void aDecimalHasOneToFourFractionDigits() {
    valid("decimal", "1.0", "1.1234", "-0.0", "007.5");
    invalid("decimal", "1", "1.", ".1", "1.12345", "+1.0", "1e1", "", "-", "1.0 ", "1.-1");
  }

  @Test
  void decimalsAreBoundedBy64Bits() {
    valid("decimal", "922337203685477.5807", "-922337203685477.5808");
    invalid("decimal", "922337203685477.5808", "-922337203685477.5809", "922337203685478.0");
    Trap.each(TRUE, "decimal(\"1.0\") == decimal(\"1.0000\")");
  }

  @Test
  void decimalsAreComparedByMethods() {
    Trap.each(TRUE, "decimal(\"-0.0001\").lessThan(decimal(\"0.0\"))");
    Trap.each(ERROR, "decimal(\"1.0\") <= decimal(\"2.0\")", "decimal(\"1.0\").lessThan(1)");
  }

  @Test
  void aDatetimeIsADateOrAFullTime() {
    valid("datetime", "2024-02-29", "2024-01-01T00:00:00Z", "2024-01-01T23:59:59.999-2359");
    invalid("datetime", "2023-02-29", "1900-02-29", "2024-01-01T00:00Z", "2024-01-01T00:00:00");
    invalid("datetime", "2024-01-01T00:00:00.1Z", "2024-01-01T00:00:00.0000Z", "2024-01-01Z");
    invalid("datetime", "2024-01-01T00:00:00+02:00", "2024-01-01T00:00:00+2400", "2024-1-01");
    invalid("datetime", "2024-01-01T00:00:60Z", "2024-01-01T24:00:00Z", "2024-01-01T00:00:00z");
  }

  @Test
  void yearZeroIsValid() {
    valid("datetime", "0000-01-01", "0000-02-29", "9999-12-31T23:59:59.999-2359");
    invalid("datetime", "-0001-01-01", "10000-01-01");
    Trap.each(TRUE, "datetime(\"0000-01-01\") < datetime(\"1970-01-01\")");
  }

  @Test
  void aTrailingNewlineIsNoPartOfAValue() {
    invalid("datetime", "2024-01-01\\n", "2024-01-01T00:00:00Z\\n");
    invalid("duration", "1d\\n");
    invalid("decimal", "1.0\\n");
    invalid("ip", "1.2.3.4\\n");
  }

  @Test
  void theTimeOfDayBeforeTheEpochCountsUp() {
    Trap.each(
        TRUE,
        "datetime(\"1969-12-31T23:00:00Z\").toTime() == duration(\"23h\")",
        "datetime(\"1969-12-31T23:00:00Z\").toDate() == datetime(\"1969-12-31\")",
        "datetime(\"1969-12-31\").toDate() == datetime(\"1969-12-31\")");
  }

  @Test
  void datetimesOverflowAsIntegersDo() {
    String farthest = "datetime(\"1970-01-01\").offset(duration(\"-9223372036854775808ms\"))";
    Trap.each(ERROR, farthest + ".toDate() == 1", farthest + ".offset(duration(\"-1ms\")) == 1");
    Trap.each(ERROR, farthest + ".durationSince(datetime(\"1970-01-02\")) == 1");
    Trap.each(TRUE, farthest + " < datetime(\"0000-01-01\")");
  }

  @Test
  void aDurationNamesItsUnitsInOrderAndOnce() {
    valid("duration", "1d2h3m4s5ms", "-1d12h", "0ms", "1d5ms", "00001d", "-0d");
    invalid("duration", "1h1d", "1d1d", "1", "-", "", "1 d", "+1d", "1d-1h", "1.5h", "ms", "1D");
  }

  @Test
  void theSmallestDurationIsValidInMilliseconds() {
    valid("duration", "-9223372036854775808ms", "9223372036854775807ms");
    invalid("duration", "9223372036854775808ms", "-9223372036854775809ms", "106751991168d");
    valid("duration", "-106751991167d7h12m55s808ms");
  }

  @Test
  void durationsRoundTowardsZero() {
    Trap.each(TRUE, "duration(\"-1999ms\").toSeconds() == -1", "duration(\"47h\").toDays() == 1");
    Trap.each(TRUE, "duration(\"-1d\").toMilliseconds() == -86400000");
  }

  @Test
  void constructorsTakeStrings() {
    Trap.each(ERROR, "ip(1) == 1", "decimal(1) == 1", "datetime(true) == 1", "duration([]) == 1");
    Trap.each(TRUE, "ip(if true then \"::1\" else \"x\").isIpv6()");
  }
}
