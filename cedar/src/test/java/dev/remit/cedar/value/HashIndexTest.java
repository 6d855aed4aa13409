package dev.remit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HashIndexTest {
  private static final int SIZE = 20_000;
  private static final int SEARCH_MAX = 15; // 2^14 < SIZE < 2^15

  /// How often two keys were compared, for equality or order.
  private long looks;

  private final Comparator<Key> order =
      (a, b) -> {
        looks++;
        int byHash = Integer.compare(a.hash, b.hash);
        return byHash != 0 ? byHash : Integer.compare(a.id, b.id);
      };

  /// With a hash that the test chooses.
  private final class Key {
    private final int id;
    private final int hash;

    private Key(int id, int hash) {
      this.id = id;
      this.hash = hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      looks++;
      return other instanceof Key that && id == that.id;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  private HashIndex<Key> index(int size, IntUnaryOperator hash) {
    Key[] keys =
        IntStream.range(0, size).mapToObj(id -> key(id, hash)).sorted(order).toArray(Key[]::new);
    looks = 0;
    HashIndex<Key> index = new HashIndex<>(keys, order);
    assertThat(looks).as("comparisons to make the index").isZero();
    return index;
  }

  private Key key(int id, IntUnaryOperator hash) {
    return new Key(id, hash.applyAsInt(id));
  }

  private void assertBounded(IntUnaryOperator hash) {
    HashIndex<Key> index = index(SIZE, hash);
    for (int id = 0; id < 2 * SIZE; id++) {
      looks = 0;
      assertThat(index.contains(key(id, hash))).isEqualTo(id < SIZE);
      assertThat(looks).isLessThanOrEqualTo(HashIndex.PROBES_MAX + SEARCH_MAX);
    }
  }

  @Test
  void keysOfOneHashAreSearchedInLogarithmicTime() {
    assertBounded(_ -> 7);
  }

  @Test
  void keysOfFewHashesAreSearchedInLogarithmicTime() {
    assertBounded(id -> id % 3);
  }

  @Test
  void keysThatFillThePlacesBehindOneAreSearchedInLogarithmicTime() {
    // The inverse of the factor that spreads hashes: neighbouring places, a run without a gap.
    int inverse = 0x144CBC89;
    assertThat(inverse * 0x9E3779B9).isEqualTo(1);
    assertBounded(id -> (id % SIZE) * inverse);
  }

  @Test
  void whatIsFoundIsWhatIsThere() {
    RandomGenerator random = Seeds.random(Seeds.seed(1));
    for (int round = 0; round < 2_000; round++) {
      int size = random.nextInt(40);
      int hashes = 1 + random.nextInt(60);
      HashIndex<Key> index = index(size, id -> id % hashes);
      boolean[] found = new boolean[80];
      for (int id = 0; id < found.length; id++) {
        found[id] = index.contains(key(id, i -> i % hashes));
      }
      boolean[] expected = new boolean[80];
      Arrays.fill(expected, 0, size, true);
      assertThat(found).isEqualTo(expected);
    }
  }
}
