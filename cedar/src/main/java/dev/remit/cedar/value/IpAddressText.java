package dev.remit.cedar.value;

import java.util.Optional;

/// The text of an [IpAddressValue]. Nothing is looked up, and `::ffff:7f00:1` stays IPv6.
final class IpAddressText {
  private static final int V6_GROUPS = 8;
  private static final int NONE = -1;

  private IpAddressText() {}

  static Optional<IpAddressValue> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean v6 = address.indexOf(':') >= 0;
    int bits = v6 ? IpAddressValue.V6_BITS : IpAddressValue.V4_BITS;
    int prefix = slash < 0 ? bits : decimal(text, slash + 1, text.length(), bits);
    if (prefix == NONE) {
      return Optional.empty();
    }
    return v6 ? parseV6(address, prefix) : parseV4(address, prefix);
  }

  private static Optional<IpAddressValue> parseV4(String address, int prefix) {
    long bits = 0;
    int start = 0;
    for (int group = 0; group < 4; group++) {
      int dot = address.indexOf('.', start);
      int end = group == 3 ? address.length() : dot;
      int value = end < start ? NONE : decimal(address, start, end, 255);
      if (value == NONE) {
        return Optional.empty();
      }
      bits = bits << 8 | value;
      start = end + 1;
    }
    return Optional.of(new IpAddressValue(false, 0, bits, prefix));
  }

  /// The number from `start` to `end`, without leading zeros, at most `max`; else [#NONE].
  private static int decimal(String text, int start, int end, int max) {
    int length = end - start;
    boolean leadingZero = length > 1 && text.charAt(start) == '0';
    if (length < 1 || length > 3 || leadingZero) {
      return NONE;
    }
    int value = Digits.fixed(text, start, length);
    return value > max ? NONE : value;
  }

  private static Optional<IpAddressValue> parseV6(String address, int prefix) {
    int[] groups = new int[V6_GROUPS];
    int gap = address.indexOf("::");
    if (gap < 0) {
      return readGroups(address, 0, address.length(), groups) == V6_GROUPS
          ? Optional.of(v6(groups, prefix))
          : Optional.empty();
    }
    int[] tail = new int[V6_GROUPS];
    int before = readGroups(address, 0, gap, groups);
    int after = readGroups(address, gap + 2, address.length(), tail);
    if (before == NONE || after == NONE || before + after >= V6_GROUPS) {
      return Optional.empty();
    }
    System.arraycopy(tail, 0, groups, V6_GROUPS - after, after);
    return Optional.of(v6(groups, prefix));
  }

  /// How many groups, joined by `:`, stand from `start` to `end`, at most eight; else [#NONE].
  private static int readGroups(String text, int start, int end, int[] into) {
    if (start == end) {
      return 0;
    }
    int count = 0;
    int at = start;
    while (count < V6_GROUPS) {
      int colon = text.indexOf(':', at);
      int groupEnd = colon < 0 || colon > end ? end : colon;
      into[count] = hexadecimal(text, at, groupEnd);
      if (into[count] == NONE) {
        return NONE;
      }
      count++;
      if (groupEnd == end) {
        return count;
      }
      at = groupEnd + 1;
    }
    return NONE;
  }

  private static int hexadecimal(String text, int start, int end) {
    if (end - start < 1 || end - start > 4) {
      return NONE;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : NONE;
      if (digit < 0) {
        return NONE;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static IpAddressValue v6(int[] groups, int prefix) {
    return new IpAddressValue(true, word(groups, 0), word(groups, 4), prefix);
  }

  private static long word(int[] groups, int first) {
    long word = 0;
    for (int i = first; i < first + 4; i++) {
      word = word << 16 | groups[i];
    }
    return word;
  }

  static String print(IpAddressValue value) {
    String address = value.v6() ? printV6(groups(value)) : printV4(value.low());
    int longest = value.v6() ? IpAddressValue.V6_BITS : IpAddressValue.V4_BITS;
    return value.prefixBits() == longest ? address : address + "/" + value.prefixBits();
  }

  private static String printV4(long bits) {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }

  private static int[] groups(IpAddressValue value) {
    int[] groups = new int[V6_GROUPS];
    for (int i = 0; i < 4; i++) {
      groups[i] = (int) (value.high() >>> (48 - 16 * i)) & 0xffff;
      groups[i + 4] = (int) (value.low() >>> (48 - 16 * i)) & 0xffff;
    }
    return groups;
  }

  private static String printV6(int[] groups) {
    int gap = longestZeros(groups);
    int gapEnd = gap + zerosAt(groups, gap);
    if (gapEnd - gap < 2) {
      return joined(groups, 0, V6_GROUPS);
    }
    return joined(groups, 0, gap) + "::" + joined(groups, gapEnd, V6_GROUPS);
  }

  private static int longestZeros(int[] groups) {
    int longest = 0;
    for (int i = 1; i < V6_GROUPS; i++) {
      if (zerosAt(groups, i) > zerosAt(groups, longest)) {
        longest = i;
      }
    }
    return longest;
  }

  private static int zerosAt(int[] groups, int start) {
    int end = start;
    while (end < V6_GROUPS && groups[end] == 0) {
      end++;
    }
    return end - start;
  }

  private static String joined(int[] groups, int start, int end) {
    StringBuilder out = new StringBuilder();
    for (int i = start; i < end; i++) {
      out.append(i == start ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return out.toString();
  }
}
