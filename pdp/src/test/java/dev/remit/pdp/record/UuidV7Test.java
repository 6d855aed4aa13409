package dev.remit.pdp.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.Seeds;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class UuidV7Test {
  @Test
  void anIdCarriesItsTimeVersionAndVariant() {
    UUID id = UuidV7.of(0x0123_4567_89ABL, Seeds.random(1));
    assertThat(id.toString()).startsWith("01234567-89ab-7");
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void whatIsSaidOnceOfSomethingHasOneIdWithItsTime() {
    UUID subject = UuidV7.of(0x0123_4567_89ABL, Seeds.random(1));
    UUID said = UuidV7.of(subject, "seen");
    assertThat(said).isEqualTo(UuidV7.of(subject, "seen"));
    assertThat(said.toString()).startsWith("01234567-89ab-7");
    assertThat(said.variant()).isEqualTo(2);
    assertThat(said)
        .isNotEqualTo(subject)
        .isNotEqualTo(UuidV7.of(subject, "ended"))
        .isNotEqualTo(UuidV7.of(UuidV7.of(0x0123_4567_89ABL, Seeds.random(2)), "seen"));
  }

  @Test
  void idsSortByTime() {
    UUID earlier = UuidV7.of(1, Seeds.random(2));
    UUID later = UuidV7.of(2, Seeds.random(1));
    assertThat(earlier.toString()).isLessThan(later.toString());
  }
}
