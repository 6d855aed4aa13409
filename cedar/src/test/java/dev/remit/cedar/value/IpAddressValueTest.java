package dev.remit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.remit.testkit.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpAddressValueTest {
  private static IpAddressValue ip(String text) {
    return IpAddressValue.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 7f000001, 32",
    "127.3.4.1/2, 7f030401, 2",
    "0.0.0.0/0, 0, 0",
    "255.255.255.255, ffffffff, 32",
    "10.0.0.1/10, a000001, 10",
  })
  void ipv4IsRead(String text, String bits, int prefix) {
    assertThat(IpAddressValue.parse(text))
        .contains(new IpAddressValue(false, 0, Long.parseLong(bits, 16), prefix));
  }

  @ParameterizedTest
  @CsvSource({
    "::, 0, 0, 128",
    "::/5, 0, 0, 5",
    "::/0, 0, 0, 0",
    "a::, a000000000000, 0, 128",
    "::f, 0, f, 128",
    "F:AE::F:5:F:F:0, f00ae0000000f, 5000f000f0000, 128",
    "a::f/120, a000000000000, f, 120",
    "1:2:3:4:5:6:7::, 1000200030004, 5000600070000, 128",
    "::2:3:4:5:6:7:8, 200030004, 5000600070008, 128",
    "1:2:3:4:5:6:7:8, 1000200030004, 5000600070008, 128",
    "0001:0002:0003:0004:0005:0006:0007:0008/128, 1000200030004, 5000600070008, 128",
    "::ffff:7f00:1, 0, ffff7f000001, 128",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffffffffffffffff, ffffffffffffffff, 128",
  })
  void ipv6IsRead(String text, String high, String low, int prefix) {
    assertThat(IpAddressValue.parse(text))
        .contains(
            new IpAddressValue(
                true, Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16), prefix));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "...",
        "/",
        "/8",
        ":",
        ":::",
        "::::",
        "127.0.0.1.",
        ".127.0.0.1",
        "127.0..0.1",
        "127.0.1",
        "127.0.0.0.1",
        "256.0.0.1",
        "1.2.3.999",
        "1.2.3.1000",
        "127.0.a.1",
        "01.2.3.4",
        "1.2.3.04",
        "00.0.0.0",
        "1.2.3.-4",
        "+1.2.3.4",
        " 1.2.3.4",
        "1.2.3.4 ",
        "1.2.3.4\n",
        "0x1.2.3.4",
        "1.2.3.4:80",
        "127.3.4.1/33",
        "127.3.4.1/",
        "127.3.4.1/100",
        "127.3.4.1/-1",
        "127.3.4.1/+1",
        "127.3.4.1/8/8",
        "127.0.0.1/01",
        "127.0.0.1/00",
        "127.0.0.1/8 ",
        "\u0661.2.3.4",
        "::f::",
        "1::2::3",
        "1:::2",
        ":1",
        "1:",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8:",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4::5:6:7:8",
        "F:AE::F:5:F:F:0:0",
        "F:A:F:5:F:F:0:0:1",
        "F:A",
        "::ffff1",
        "::00001",
        "::g",
        "::\uff11",
        "F:AE::F:5:F:F:0/129",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "1:2:3:4:5:6:1.2.3.4",
        "::/00",
        "::/01",
        "::/001",
        "::/",
        "::/1000",
        "F:AE::F:5:F:F:0/01",
        "fe80::1%eth0",
        "[::1]",
        "localhost",
        "::1/64/64"
      })
  void anythingElseIsRefused(String text) {
    assertThat(IpAddressValue.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1/32, 10.0.0.1",
    "8.8.8.8/24, 8.8.8.8/24",
    "0.0.0.0/1, 0.0.0.0/1",
    "1:2:3:4:A:B:C:D/128, 1:2:3:4:a:b:c:d",
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "1:0:0:0:0:0:0:0, 1::",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
    "1:2:3:0:5:6:7:8, 1:2:3:0:5:6:7:8",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::ffff:7f00:1, ::ffff:7f00:1",
    "2001:0db8::/32, 2001:db8::/32",
  })
  void theCanonicalTextIsShort(String text, String canonical) {
    assertThat(ip(text).argument()).isEqualTo(canonical);
    assertThat(ip(canonical)).isEqualTo(ip(text)).hasToString("ip(\"" + canonical + "\")");
  }

  @Test
  void everyAddressIsReadFromItsOwnText() {
    RandomGenerator random = Seeds.random(Seeds.seed(1));
    for (int i = 0; i < 20_000; i++) {
      IpAddressValue value = random(random);
      assertThat(IpAddressValue.parse(value.argument())).contains(value);
    }
  }

  /// Groups of zeros and of ones are as frequent as others, so that gaps of all lengths occur.
  private static IpAddressValue random(RandomGenerator random) {
    boolean v6 = random.nextBoolean();
    long high = random.nextLong() & mask(random) & mask(random);
    long low = random.nextLong() & mask(random) & mask(random);
    return v6
        ? new IpAddressValue(true, high, low, random.nextInt(129))
        : new IpAddressValue(false, 0, low >>> 32, random.nextInt(33));
  }

  private static long mask(RandomGenerator random) {
    long mask = 0;
    for (int group = 0; group < 4; group++) {
      mask = mask << 16 | (random.nextBoolean() ? 0xffff : 0);
    }
    return mask;
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.255.255.255, true",
    "127.0.0.0/8, true",
    "127.0.0.0/7, false",
    "128.0.0.0, false",
    "::1, true",
    "::1/127, false",
    "::B, false",
    "::, false",
    "::ffff:ff00:0001, false",
    "::ffff:7f00:1, false",
  })
  void loopbackIs127Slash8AndOne(String text, boolean loopback) {
    assertThat(ip(text).isLoopback()).isEqualTo(loopback);
  }

  @ParameterizedTest
  @CsvSource({
    "224.0.0.0, true",
    "239.255.255.255, true",
    "224.0.0.0/4, true",
    "224.0.0.0/3, false",
    "240.0.0.0, false",
    "223.255.255.255, false",
    "ff00::, true",
    "ffff::2/8, true",
    "ff00::/7, false",
    "fe00::, false",
    "::ffff:e000:0, false",
  })
  void multicastIs224Slash4AndFf00Slash8(String text, boolean multicast) {
    assertThat(ip(text).isMulticast()).isEqualTo(multicast);
  }

  @ParameterizedTest
  @CsvSource({
    "238.238.238.238, 238.238.238.41/12, true",
    "238.238.238.238, 238.238.238.238, true",
    "F:AE::F:5:F:F:0, F:AE::F:5:F:F:0, true",
    "F:AE::F:5:F:F:1, F:AE::F:5:F:F:0/127, true",
    "F:AE::F:5:F:F:2, F:AE::F:5:F:F:0/127, false",
    "1:2:3:4::, 1:2:3:4:ffff::/64, true",
    "1:2:3:5::, 1:2:3:4::/64, false",
    "1:2:3:5::, 1:2:3:4::/63, true",
    "1:2:3:4:8000::, 1:2:3:4::/65, false",
    "ffff::, ::/0, true",
    "0.0.0.0, ::, false",
    "::, 0.0.0.0, false",
    "0.0.0.0/0, ::/0, false",
    "1.2.3.4, 0.0.0.0/0, true",
    "0.0.0.0/0, 1.2.3.4/0, true",
    "0.0.0.0/0, 0.0.0.0/1, false",
    "10.0.0.0, 10.0.0.1/24, true",
    "10.0.0.0, 10.0.0.1/32, false",
    "10.0.0.0/24, 10.0.0.0/32, false",
    "10.0.0.0/32, 10.0.0.0/24, true",
    "10.0.0.1/24, 10.0.0.0/24, true",
    "10.0.0.0/24, 10.0.0.1/24, true",
    "10.0.0.0/24, 10.0.0.1/29, false",
    "10.0.0.1/29, 10.0.0.0/24, true",
    "0.0.0.0/31, 0.0.0.1/31, true",
    "0.0.0.1/31, 0.0.0.0/31, true",
  })
  void aRangeIsInARangeThatHoldsAllOfIt(String inner, String outer, boolean inRange) {
    assertThat(ip(inner).isInRange(ip(outer))).isEqualTo(inRange);
  }

  @Test
  void rangesOfFourBitsAgreeWithCountingTheirAddresses() {
    for (int inner = 0; inner < 16 * 5; inner++) {
      for (int outer = 0; outer < 16 * 5; outer++) {
        assertThat(last(inner).isInRange(last(outer)))
            .isEqualTo((addresses(inner) & ~addresses(outer)) == 0);
      }
    }
  }

  private static IpAddressValue last(int choice) {
    return new IpAddressValue(true, 0, choice / 5, 124 + choice % 5);
  }

  private static int addresses(int choice) {
    int size = 1 << (4 - choice % 5);
    int first = choice / 5 / size * size;
    return ((1 << size) - 1) << first;
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0, 10.0.0.0, true",
    "10.0.0.0, 10.0.0.1, false",
    "10.0.0.0/32, 10.0.0.0, true",
    "10.0.0.0/24, 10.0.0.0, false",
    "10.0.0.0/24, 10.0.0.1/24, false",
    "10.0.0.0/24, 10.0.0.0/29, false",
    "::ffff:7f00:1, 127.0.0.1, false",
  })
  void equalityKeepsHostBitsPrefixAndFamily(String left, String right, boolean equal) {
    assertThat(ip(left).equals(ip(right))).isEqualTo(equal);
  }

  @Test
  void moreBitsThanTheFamilyHasAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new IpAddressValue(false, 0, 0, 33));
    assertThatIllegalArgumentException().isThrownBy(() -> new IpAddressValue(false, 1, 0, 32));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IpAddressValue(false, 0, 1L << 32, 32));
    assertThatIllegalArgumentException().isThrownBy(() -> new IpAddressValue(true, 0, 0, 129));
    assertThatIllegalArgumentException().isThrownBy(() -> new IpAddressValue(true, 0, 0, -1));
  }
}
