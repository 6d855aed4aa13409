package dev.remit.cedar.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UidTextTest {
  @Test
  void theTextOfAnEntityHasATypeAndAnId() {
    String text = EntityUid.of("Aws::Role", "ci::\"prod\"").toString();
    assertThat(UidText.type(text)).isEqualTo("Aws::Role");
    assertThat(UidText.id(text)).isEqualTo("ci::\\\"prod\\\"");
    assertThat(UidText.id(EntityUid.of("Role", "").toString())).isEmpty();
  }

  @Test
  void ofATextThatIsNoneAllIsTheId() {
    for (String text : new String[] {"", "plain", "Role::", "\""}) {
      assertThat(UidText.type(text)).isEmpty();
      assertThat(UidText.id(text)).isEqualTo(text);
    }
    assertThat(UidText.id("Role::\"")).isEqualTo("Role::\"");
    assertThat(UidText.id("Role::\"ci")).isEqualTo("Role::\"ci");
  }
}
