package dev.remit.cedar.value;

import java.util.Comparator;
import java.util.Optional;

/// An IPv4 or IPv6 address, or a range of them in prefix notation. Equality keeps host bits, so
/// `10.0.0.1/8` is not `10.0.0.0/8`; a single address has the longest prefix.
///
/// `high` and `low` are the address's bits, of which IPv4 uses the lower 32 of `low`. An IPv4
/// address and the IPv6 address that embeds it are different values.
///
/// Source: cedar-spec, `Cedar/Spec/Ext/IPAddr.lean`.
public record IpAddressValue(boolean v6, long high, long low, int prefixBits)
    implements ExtensionValue {
  static final int V4_BITS = 32;
  static final int V6_BITS = 128;
  private static final Comparator<IpAddressValue> ORDER =
      Comparator.comparing(IpAddressValue::v6)
          .thenComparingLong(IpAddressValue::high)
          .thenComparingLong(IpAddressValue::low)
          .thenComparingInt(IpAddressValue::prefixBits);

  public IpAddressValue {
    int bits = v6 ? V6_BITS : V4_BITS;
    if (prefixBits < 0 || prefixBits > bits || (!v6 && (high != 0 || low >>> V4_BITS != 0))) {
      throw new IllegalArgumentException("address of more than " + bits + " bits");
    }
  }

  /// Reads `10.0.0.1`, `10.0.0.0/8`, `::1`, `2001:db8::/32`; empty for other text, also where a
  /// number has leading zeros or an IPv4 address is written inside an IPv6 one.
  public static Optional<IpAddressValue> parse(String text) {
    return IpAddressText.parse(text);
  }

  public boolean isIpv4() {
    return !v6;
  }

  public boolean isIpv6() {
    return v6;
  }

  /// Whether every address of this range is one of `range`; never across IPv4 and IPv6.
  public boolean isInRange(IpAddressValue range) {
    return v6 == range.v6 && isWithin(range.high, range.low, range.prefixBits);
  }

  private boolean isWithin(long networkHigh, long networkLow, int networkBits) {
    // Two ranges are nested or apart, so the shorter prefix decides.
    if (prefixBits < networkBits) {
      return false;
    }
    if (!v6) {
      return sameBits(low << V4_BITS, networkLow << V4_BITS, networkBits);
    }
    return sameBits(high, networkHigh, Math.min(networkBits, Long.SIZE))
        && sameBits(low, networkLow, Math.max(networkBits - Long.SIZE, 0));
  }

  /// Whether the first `bits` bits, 0 to 64, agree.
  private static boolean sameBits(long left, long right, int bits) {
    return bits == 0 || (left ^ right) >>> (Long.SIZE - bits) == 0;
  }

  /// The order of two addresses by their version, then by their bits.
  int compareBits(IpAddressValue other) {
    return ORDER.compare(this, other);
  }

  /// Whether this is within `127.0.0.0/8`, or is `::1`.
  public boolean isLoopback() {
    return v6 ? isWithin(0, 1, V6_BITS) : isWithin(0, 0x7f00_0000L, 8);
  }

  /// Whether this is within `224.0.0.0/4` or `ff00::/8`.
  public boolean isMulticast() {
    return v6 ? isWithin(0xff00L << 48, 0, 8) : isWithin(0, 0xe000_0000L, 4);
  }

  @Override
  public String constructor() {
    return "ip";
  }

  /// The address as RFC 5952 writes it, but in hexadecimal throughout, and the prefix where it is
  /// not the longest.
  @Override
  public String argument() {
    return IpAddressText.print(this);
  }

  @Override
  public String kind() {
    return "ip";
  }

  @Override
  public String toString() {
    return constructor() + "(" + Escapes.quote(argument()) + ")";
  }
}
