package dev.remit.cedar.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class Utf8Test {
  private static String refusal(byte[] bytes) {
    return catchThrowableOfType(SyntaxException.class, () -> Utf8.decode("f", bytes))
        .diagnostics()
        .getFirst()
        .render();
  }

  @Test
  void anyTextIsReadBack() throws SyntaxException {
    String text = "a\u0000é€🦊\uFEFF\n";
    assertThat(Utf8.decode("f", text.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(text);
    assertThat(Utf8.decode("f", new byte[0]).text()).isEmpty();
  }

  @Test
  void theFirstBytesThatAreNoTextArePointedAt() {
    assertThat(refusal("é\nname: Jos\u00e9 \u00e9".getBytes(StandardCharsets.ISO_8859_1)))
        .startsWith("f:1:1: these bytes are not UTF-8; save the file as UTF-8\n  \uFFFD\n  ^");
    byte[] latin = "a\nname: Jos\u00e9 x\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(refusal(latin))
        .isEqualTo(
            """
            f:2:10: these bytes are not UTF-8; save the file as UTF-8
              name: Jos\uFFFD x\uFFFD
                       ^\
            """);
  }

  @Test
  void aCharacterCutShortAndHalvesOfCharactersAreNoText() {
    assertThat(refusal(new byte[] {'a', (byte) 0xe2, (byte) 0x82})).startsWith("f:1:2: ");
    assertThat(refusal(new byte[] {'a', (byte) 0xed, (byte) 0xa0, (byte) 0x80}))
        .startsWith("f:1:2: ");
    assertThat(refusal(new byte[] {(byte) 0xc0, (byte) 0x80})).startsWith("f:1:1: ");
  }
}
