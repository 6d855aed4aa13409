package dev.remit.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DependenciesTest {
  private final SequencedMap<String, Set<String>> needs = new LinkedHashMap<>();

  @Test
  void eachComesAfterWhatItNeeds() {
    needs.put("roof", Set.of("wall"));
    needs.put("wall", Set.of("floor"));
    needs.put("floor", Set.of());
    assertThat(Dependencies.sort(needs).sorted()).containsExactly("floor", "wall", "roof");
    assertThat(Dependencies.sort(needs).cycles()).isEmpty();
  }

  @Test
  void aCycleIsNamedWithoutWhatOnlyLeadsIntoIt() {
    needs.put("a", Set.of("b"));
    needs.put("b", Set.of("c"));
    needs.put("c", Set.of("b"));
    assertThat(Dependencies.sort(needs).cycles()).containsExactly(List.of("b", "c"));
    assertThat(Dependencies.sort(needs).sorted()).isEmpty();
  }

  @Test
  void aThingIsInOneCycleAtMost() {
    needs.put("a", Set.of("a"));
    needs.put("b", new LinkedHashSet<>(List.of("c", "a")));
    needs.put("c", Set.of("b"));
    assertThat(Dependencies.sort(needs).cycles()).hasSize(2);
  }

  @Test
  void aLongChainTakesNoStack() {
    for (int i = 0; i < 100_000; i++) {
      needs.put("n" + i, i == 0 ? Set.of() : Set.of("n" + (i - 1)));
    }
    assertThat(Dependencies.sort(needs).sorted()).hasSize(100_000);
  }
}
