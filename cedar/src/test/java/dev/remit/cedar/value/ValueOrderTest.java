package dev.remit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The laws of an order, on every three of some values, most of which have the hash of another.
final class ValueOrderTest {
  private static final long TWIN = 1L << 32 | 1; // Has the hash of 0.

  private static List<Value> values() {
    List<Value> simple = new ArrayList<>();
    for (String text : List.of("Aa", "BB", "AaBB", "BBAa", "")) {
      simple.add(new StringValue(text));
      simple.add(EntityUid.of("User", text));
      simple.add(EntityUid.of(text, "User"));
      simple.add(new LongValue(text.hashCode()));
    }
    for (long number : new long[] {0, TWIN, -1, Long.MIN_VALUE}) {
      simple.add(new LongValue(number));
      simple.add(new DecimalValue(number));
      simple.add(new DatetimeValue(number));
      simple.add(new DurationValue(number));
      simple.add(new IpAddressValue(true, number, 0, 128));
      simple.add(new IpAddressValue(true, 0, number, 128));
    }
    simple.add(new IpAddressValue(false, 0, 0, 32));
    simple.add(new IpAddressValue(false, 0, 0, 31));
    simple.add(BoolValue.TRUE);
    simple.add(BoolValue.FALSE);
    List<Value> all = new ArrayList<>(simple);
    all.add(SetValue.EMPTY);
    all.add(RecordValue.EMPTY);
    for (Value value : List.of(simple.get(0), simple.get(4), simple.get(1), simple.get(5))) {
      all.add(SetValue.of(value));
      all.add(SetValue.of(value, BoolValue.TRUE));
      all.add(SetValue.of(SetValue.of(value), RecordValue.of(Map.of("a", value))));
      all.add(RecordValue.of(Map.of("Aa", value)));
      all.add(RecordValue.of(Map.of("BB", value)));
      all.add(RecordValue.of(Map.of("Aa", value, "BB", BoolValue.TRUE)));
    }
    return all;
  }

  @Test
  void itIsTotalAndAgreesWithEquality() {
    assertLaws(ValueOrder.INSTANCE);
  }

  @Test
  void itIsTotalAmongEqualHashes() {
    assertLaws(ValueOrder::compareContent);
  }

  private static void assertLaws(Comparator<Value> order) {
    List<Value> values = values();
    int size = values.size();
    int[][] signs = new int[size][size];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        signs[a][b] = Integer.signum(order.compare(values.get(a), values.get(b)));
        assertThat(signs[a][b] == 0).isEqualTo(values.get(a).equals(values.get(b)));
      }
    }
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        assertThat(signs[a][b]).isEqualTo(-signs[b][a]);
        for (int c = 0; c < size; c++) {
          if (signs[a][b] <= 0 && signs[b][c] <= 0) {
            assertThat(signs[a][c]).isLessThanOrEqualTo(0);
          }
        }
      }
    }
  }
}
