package dev.remit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What is slow in proportion to the square of the size would take minutes here; [HashIndexTest]
/// counts.
final class SetValueTest {
  private static final int SIZE = 20_000;

  private static final List<Function<String, Value>> SHAPES =
      List.of(
          StringValue::new,
          text -> EntityUid.of("User", text),
          text -> SetValue.of(new StringValue(text), BoolValue.TRUE),
          text -> RecordValue.of(Map.of("a", new StringValue(text))),
          text -> RecordValue.of(Map.of(text, BoolValue.TRUE)));

  @Test
  void elementsOfOneHashAreFoundAndOthersAreNot() {
    List<String> strings = Colliding.strings(2 * SIZE);
    for (Function<String, Value> shape : SHAPES) {
      List<Value> values = strings.stream().map(shape).toList();
      assertThat(values.stream().mapToInt(Value::hashCode).distinct().count()).isEqualTo(1);
      SetValue set = SetValue.of(values.subList(0, SIZE));
      assertThat(values.subList(0, SIZE)).allMatch(set::contains);
      assertThat(values.subList(SIZE, 2 * SIZE)).noneMatch(set::contains);
    }
  }

  @Test
  void elementsOfOneHashAndManyKindsAreFound() {
    List<Value> values = new ArrayList<>();
    Colliding.strings(SIZE / 2)
        .forEach(text -> {
          values.add(new StringValue(text));
          long hash = text.hashCode();
          values.add(new LongValue(((long) values.size() << 32) | (hash ^ values.size())));
        });
    assertThat(values.stream().mapToInt(Value::hashCode).distinct().count()).isEqualTo(1);
    SetValue set = SetValue.of(values);
    assertThat(set.size()).isEqualTo(values.size());
    assertThat(values).allMatch(set::contains);
  }

  @Test
  void setsOfElementsOfOneHashAreEqualInAnyOrder() {
    List<Value> values = Colliding.values(SIZE);
    SetValue set = SetValue.of(values);
    SetValue other = SetValue.of(values.reversed());
    assertThat(set.equals(other)).isTrue();
    assertThat(set.hashCode()).isEqualTo(other.hashCode());
    assertThat(set.containsAll(other)).isTrue();
    assertThat(set.equals(SetValue.of(values.subList(1, SIZE)))).isFalse();
  }

  @Test
  void nestedSetsOfOneHashAreComparedOnce() {
    SetValue tree = tree(Colliding.values(1 << 15));
    assertThat(tree.equals(tree(Colliding.values(1 << 15).reversed()))).isTrue();
    assertThat(tree.equals(tree(Colliding.values(1 << 16).subList(1, (1 << 15) + 1)))).isFalse();
  }

  /// A set of two halves, each a set of two halves, down to the leaves.
  private static SetValue tree(List<Value> leaves) {
    return leaves.size() == 1
        ? SetValue.of(leaves)
        : SetValue.of(
            tree(leaves.subList(0, leaves.size() / 2)),
            tree(leaves.subList(leaves.size() / 2, leaves.size())));
  }

  @Test
  void duplicatesCountOnceWhereTheyCameFirst() {
    List<Value> values = Colliding.values(SIZE);
    List<Value> twice = new ArrayList<>(values.reversed());
    twice.addAll(values);
    assertThat(SetValue.of(twice).elements()).isEqualTo(values.reversed());
  }

  @Test
  void thereIsNoNullInASet() {
    assertThatThrownBy(() -> SetValue.of(Collections.singletonList(null)))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> SetValue.of(Arrays.asList(BoolValue.TRUE, null)))
        .isInstanceOf(NullPointerException.class);
  }
}
