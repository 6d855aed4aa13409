package dev.remit.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.store.data.TenantId;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Nobody is given what is another tenant's, and whoever has none is given nothing.
final class PerTenantTest {
  private static Caller of(String tenant) {
    return new Caller(new TenantId(tenant), "a", Set.of(), "a", Caller.SpeaksFor.ALL, null);
  }

  private static PerTenant<String> three() {
    SequencedMap<TenantId, String> all = new LinkedHashMap<>();
    all.put(TenantId.DEFAULT, "own");
    all.put(new TenantId("globex"), "g");
    all.put(new TenantId("acme"), "a");
    return PerTenant.of(all);
  }

  @Test
  void eachCallerFindsWhatIsItsTenants() {
    assertThat(three().of(of("default"))).isEqualTo("own");
    assertThat(three().of(of("acme"))).isEqualTo("a");
    assertThat(three().map(text -> text + text).of(of("globex"))).isEqualTo("gg");
    assertThat(three().all()).containsExactly("own", "g", "a");
  }

  @Test
  void aCallerOfATenantThatIsNotServedIsNeverGivenTheDefaultOnes() {
    assertThatThrownBy(() -> three().of(of("initech"))).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> PerTenant.only("own").of(of("acme")))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> PerTenant.of(new LinkedHashMap<TenantId, String>()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
