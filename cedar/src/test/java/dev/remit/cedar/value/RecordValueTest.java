package dev.remit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RecordValueTest {
  private static final int DRAWS = 2_000;

  private final RandomGenerator random = Seeds.random(Seeds.seed(4));

  private RecordValue draw(List<String> names) {
    Map<String, Value> fields = new TreeMap<>();
    for (String name : names) {
      if (random.nextBoolean()) {
        fields.put(name, new LongValue(random.nextInt(9)));
      }
    }
    return RecordValue.of(fields);
  }

  @Test
  void fieldsOfTwoRecordsAreThoseOfBoth() {
    for (int i = 0; i < DRAWS; i++) {
      RecordValue one = draw(List.of("a", "c", "e", "g"));
      RecordValue other = draw(List.of("", "b", "d", "é", "h"));
      Map<String, Value> all = one.fields();
      all.putAll(other.fields());
      assertThat(one.with(other)).isEqualTo(RecordValue.of(all));
      assertThat(other.with(one)).isEqualTo(RecordValue.of(all));
    }
  }

  @Test
  void fieldsWithOneNameAreRefused() {
    for (int i = 0; i < DRAWS; i++) {
      RecordValue one = draw(List.of("a", "b", "c"));
      RecordValue other = draw(List.of("b", "d")).with(RecordValue.of(Map.of("c", one)));
      if (one.has("c") || (one.has("b") && other.has("b"))) {
        assertThatIllegalArgumentException().isThrownBy(() -> one.with(other));
        assertThatIllegalArgumentException().isThrownBy(() -> other.with(one));
      }
    }
  }

  @Test
  void ascendingNamesMakeTheSameRecordAsAMap() {
    for (int i = 0; i < DRAWS; i++) {
      RecordValue drawn = draw(List.of("a", "b", "c", "d"));
      List<Value> values = new ArrayList<>(drawn.fields().values());
      RecordShape shape = RecordShape.of(drawn.names().toArray(String[]::new));
      assertThat(shape.of(values.toArray(Value[]::new))).isEqualTo(drawn);
    }
  }

  @Test
  void namesThatDoNotAscendAreRefused() {
    LongValue one = new LongValue(1);
    assertThatIllegalArgumentException().isThrownBy(() -> RecordShape.of("b", "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> RecordShape.of("a", "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> RecordShape.of("a", "b").of(one));
  }
}
