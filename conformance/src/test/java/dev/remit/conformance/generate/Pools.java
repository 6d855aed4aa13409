package dev.remit.conformance.generate;

import java.util.List;

/// Values that collide often and sit on boundaries. The first of each list are the plain ones.
final class Pools {
  static final List<String> IDS =
      List.of("a", "b", "c", "d", "alice", "", "é", "\uD83D\uDE00", "a\"b\\c", "x\ny", "\0");

  static final List<String> NAMES =
      List.of("a", "b", "c", "owner", "level", "_x1", "is_ok", "spaced name", "a.b", "é", "", "if");

  static final List<String> TAGS = List.of("k", "team", "env", "a b", "");

  static final List<Long> LONGS =
      List.of(
          0L,
          1L,
          2L,
          3L,
          -1L,
          7L,
          100L,
          -100L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          Long.MAX_VALUE - 1,
          Long.MIN_VALUE + 1,
          1L << 31,
          1L << 32,
          3_037_000_500L,
          -3_037_000_500L);

  static final List<String> STRINGS =
      List.of(
          "a",
          "b",
          "ab",
          "abc",
          "",
          "*",
          "a*b",
          "\\",
          "\"",
          "'",
          "a\nb",
          "\r",
          "\t",
          "\0",
          "é",
          "e\u0301",
          "\uD83D\uDE00",
          "\uFFFF",
          "a\uD83D\uDE00b",
          "\u200B",
          "\u2028");

  static final List<String> IPS =
      List.of(
          "127.0.0.1",
          "10.0.0.1",
          "10.0.0.0/8",
          "10.1.2.3/8",
          "0.0.0.0/0",
          "0.0.0.0",
          "255.255.255.255",
          "224.0.0.1",
          "239.255.255.255/4",
          "127.0.0.1/32",
          "127.0.0.0/7",
          "::1",
          "::",
          "::/0",
          "::1/128",
          "ff00::2",
          "ff00::/7",
          "::ffff:7f00:1",
          "2001:db8::1/32",
          "1:2:3:4:5:6:7:8",
          "1:2:3:4:5:6:7::",
          "::2:3:4:5:6:7:8",
          "F::AE");

  static final List<String> BAD_IPS =
      List.of(
          "",
          "127.0.0.1.",
          "127.0.0.01",
          "256.0.0.1",
          "1.2.3",
          "10.0.0.0/33",
          "10.0.0.0/08",
          "10.0.0.0/",
          "::ffff:127.0.0.1",
          ":::1",
          "1::2::3",
          "::1/129",
          "::00001",
          " 127.0.0.1",
          "127.0.0.1 ",
          "fe80::1%eth0",
          "[::1]",
          "1:2:3:4:5:6:7:8:9",
          "10.0.0.0/-1",
          "10.0.0.0/+8");

  static final List<String> DECIMALS =
      List.of(
          "0.0",
          "1.0",
          "1.00",
          "1.0000",
          "-1.0",
          "0.0001",
          "-0.0001",
          "-0.0",
          "12.34",
          "922337203685477.5807",
          "-922337203685477.5808",
          "922337203685477.5806",
          "00.10",
          "1.5");

  static final List<String> BAD_DECIMALS =
      List.of(
          "",
          "1",
          "1.",
          ".1",
          "+1.0",
          "1.00000",
          "1.0e1",
          "922337203685477.5808",
          "-922337203685477.5809",
          "1,0",
          " 1.0",
          "1.0\n",
          "--1.0",
          "-",
          "1.-1",
          "\u0661.0",
          "99999999999999999999.0");

  static final List<String> DATETIMES =
      List.of(
          "1970-01-01",
          "1970-01-01T00:00:00Z",
          "2024-02-29",
          "2024-10-15T11:38:02.101Z",
          "2024-10-15T11:38:02+0200",
          "2024-10-15T23:59:59.999-2359",
          "0000-01-01",
          "9999-12-31T23:59:59.999Z",
          "0000-01-01T00:00:00+2359",
          "9999-12-31T23:59:59.999-2359",
          "1969-12-31T23:59:59.999Z",
          "1969-12-31",
          "1900-02-28",
          "2000-02-29T12:00:00Z");

  static final List<String> BAD_DATETIMES =
      List.of(
          "",
          "2023-02-29",
          "1900-02-29",
          "2024-13-01",
          "2024-00-01",
          "2024-01-00",
          "2024-01-32",
          "2024-1-1",
          "2024-01-01T",
          "2024-01-01T00:00Z",
          "2024-01-01T24:00:00Z",
          "2024-01-01T00:60:00Z",
          "2024-01-01T00:00:60Z",
          "2024-01-01T00:00:00",
          "2024-01-01T00:00:00.1Z",
          "2024-01-01T00:00:00.0000Z",
          "2024-01-01T00:00:00+02:00",
          "2024-01-01T00:00:00+2400",
          "2024-01-01T00:00:00+0060",
          "2024-01-01T00:00:00z",
          "2024-01-01t00:00:00Z",
          "2024-01-01 00:00:00Z",
          "2024-01-01\n",
          "+2024-01-01",
          "-0001-01-01",
          "10000-01-01",
          "2024-01-01Z",
          "2024-01-01T00:00:00Z ");

  static final List<String> DURATIONS =
      List.of(
          "0ms",
          "1ms",
          "1s",
          "1m",
          "1h",
          "1d",
          "-1d",
          "1d2h3m4s5ms",
          "-1d12h",
          "24h",
          "86400000ms",
          "-1ms",
          "9223372036854775807ms",
          "-9223372036854775808ms",
          "106751991167d",
          "-106751991167d",
          "106751991167d7h12m55s807ms",
          "-106751991167d7h12m55s808ms",
          "00001d",
          "-0d");

  static final List<String> BAD_DURATIONS =
      List.of(
          "",
          "-",
          "1",
          "ms",
          "1x",
          "1h1d",
          "1d1d",
          "1ms1s",
          "1 d",
          "+1d",
          "1d-1h",
          "--1d",
          "1.5h",
          "9223372036854775808ms",
          "-9223372036854775809ms",
          "106751991168d",
          "99999999999999999999ms",
          "1d\n",
          "1D",
          "d1");

  private Pools() {}

  static List<String> good(Type.Plain type) {
    return switch (type) {
      case IP -> IPS;
      case DECIMAL -> DECIMALS;
      case DATETIME -> DATETIMES;
      case DURATION -> DURATIONS;
      case STRING, BOOL, LONG -> STRINGS;
    };
  }

  static List<String> bad(Type.Plain type) {
    return switch (type) {
      case IP -> BAD_IPS;
      case DECIMAL -> BAD_DECIMALS;
      case DATETIME -> BAD_DATETIMES;
      case DURATION -> BAD_DURATIONS;
      case STRING, BOOL, LONG -> STRINGS;
    };
  }
}
