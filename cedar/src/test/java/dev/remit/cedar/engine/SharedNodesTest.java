package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.value.LongValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SharedNodesTest {
  private static final int KEYS = 20_000;

  private final SharedNodes<Key> nodes = new SharedNodes<>();
  private int equalities;

  private final class Key {
    private final int id;
    private final int hash;

    private Key(int id, int hash) {
      this.id = id;
      this.hash = hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      equalities++;
      return other instanceof Key that && id == that.id;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  private Node share(int id, int hash) {
    return nodes.share(new Key(id, hash), key -> new LeafNodes.Constant(new LongValue(key.id)));
  }

  @Test
  void equalKeysShareANode() {
    assertThat(share(1, 1)).isSameAs(share(1, 1)).isNotSameAs(share(2, 2));
    assertThat(share(3, 1)).isSameAs(share(3, 1)).isNotSameAs(share(1, 1));
  }

  @Test
  void keysOfOneHashAreComparedWithFew() {
    for (int id = 0; id < KEYS; id++) {
      LongValue value = new LongValue(id);
      assertThat(share(id, 7))
          .isInstanceOfSatisfying(
              LeafNodes.Constant.class, constant -> assertThat(constant.value()).isEqualTo(value));
    }
    assertThat(equalities).isLessThanOrEqualTo(KEYS * SharedNodes.ALIKE_MAX);
  }
}
