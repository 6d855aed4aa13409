package dev.remit.pdp.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FlowKeyTest {
  /// The key 00 01 … 0f of the reference vectors, little-endian.
  private static final FlowKey REFERENCE = new FlowKey(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  /// The messages 00 01, 00 … 03 and so on: two bytes are a character.
  @Test
  void itIsSipHashAsTheReferenceHasIt() {
    assertThat(REFERENCE.of('\u0100', "")).isEqualTo(0x0d6c8009d9a94f5aL);
    assertThat(REFERENCE.of('\u0100', "\u0302")).isEqualTo(0xcf2794e0277187b7L);
    assertThat(REFERENCE.of('\u0100', "\u0302\u0504")).isEqualTo(0xcbc9466e58fee3ceL);
    assertThat(REFERENCE.of('\u0100', "\u0302\u0504\u0706")).isEqualTo(0x93f5f5799a932462L);
  }

  @Test
  void aKindAndAPairAreApartFromOthers() {
    assertThat(REFERENCE.of('a', "x")).isNotEqualTo(REFERENCE.of('b', "x"));
    assertThat(REFERENCE.of('a', "x", "y")).isEqualTo(REFERENCE.of('a', "x y"));
    assertThat(REFERENCE.of('a', "x", "y")).isNotEqualTo(REFERENCE.of('a', "xy"));
  }

  @Test
  void anotherTasksKeyTellsNothing() {
    assertThat(new FlowKey(1, 2).of('a', "x")).isNotEqualTo(new FlowKey(1, 3).of('a', "x"));
  }
}
