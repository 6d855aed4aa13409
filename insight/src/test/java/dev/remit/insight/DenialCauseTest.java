package dev.remit.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.pdp.decision.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DenialCauseTest {
  @Test
  void theOrderOfKeysAgreesWithEqualityAlsoAmongEqualHashes() {
    List<DenialCause.Key> keys = new ArrayList<>();
    List<String> texts = List.of("Aa", "BB", "");
    for (ReasonCode code : List.of(ReasonCode.NO_PERMIT, ReasonCode.UNMAPPED)) {
      for (String tool : texts) {
        for (String policy : texts) {
          texts.forEach(clause -> keys.add(new DenialCause.Key(code, tool, policy, clause)));
        }
      }
    }
    for (DenialCause.Key a : keys) {
      for (DenialCause.Key b : keys) {
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
      }
    }
  }
}
