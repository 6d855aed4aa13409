package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Seeds;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The compiled engine against the plain one.
final class ReferenceEngineTest {
  private static final int WORLDS = 3_000;

  @Test
  void theEngineAnswersAsTheReferenceDoes() {
    RandomGenerator random = Seeds.random(Seeds.seed(20_261_122));
    int permitted = 0;
    int errors = 0;
    Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
    for (int i = 0; i < WORLDS; i++) {
      RandomWorld world = RandomWorld.draw(random);
      PolicyEngine engine = PolicyEngine.compile(world.policies());
      for (Request request : world.requests()) {
        ReferenceEngine.Answer expected =
            ReferenceEngine.authorize(world.policies(), request, world.entities());
        PreparedRequest prepared = engine.prepare(request, world.entities());
        assertThat(ReferenceEngine.answer(engine.authorize(prepared)))
            .as("world %d: %s", i, request)
            .isEqualTo(expected);
        assertThat(engine.isPermitted(prepared)).isEqualTo(expected.permitted());
        permitted += expected.permitted() ? 1 : 0;
        errors += expected.errors().isEmpty() ? 0 : 1;
        codes.addAll(expected.errors().values());
      }
    }
    // The worlds are worth asking only if they answer in every way.
    assertThat(permitted).isBetween(WORLDS / 2, 3 * WORLDS);
    assertThat(errors).isBetween(WORLDS / 2, 3 * WORLDS);
    assertThat(codes).isEqualTo(EnumSet.complementOf(EnumSet.of(ErrorCode.WITHHELD)));
  }
}
