package dev.remit.cedar.value;

import java.util.List;
import java.util.stream.IntStream;

/// Strings chosen to have one hash.
public final class Colliding {
  private Colliding() {}

  /// `count` different ones: "Aa" and "BB" have the same hash, and so have strings made of them.
  public static List<String> strings(int count) {
    int parts = Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
    return IntStream.range(0, count).mapToObj(i -> string(i, parts)).toList();
  }

  private static String string(int bits, int parts) {
    StringBuilder out = new StringBuilder();
    for (int part = 0; part < parts; part++) {
      out.append((bits >> part & 1) == 0 ? "Aa" : "BB");
    }
    return out.toString();
  }

  public static List<Value> values(int count) {
    return strings(count).stream().<Value>map(StringValue::new).toList();
  }
}
