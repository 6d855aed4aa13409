package dev.remit.cedar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.value.EntityUid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Entities as people hand them over.
final class EntityUidParserTest {
  @Test
  void anEntityIsATypeAndAString() throws SyntaxException {
    assertThat(EntityUidParser.parse("A::B::\"c\\n\\u{1F600}\""))
        .isEqualTo(EntityUid.of("A::B", "c\n\ud83d\ude00"));
    assertThat(EntityUidParser.parse("User::\"a b // c\""))
        .isEqualTo(EntityUid.of("User", "a b // c"));
    assertThat(EntityUidParser.parse("principal::\"\"")).isEqualTo(EntityUid.of("principal", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "User",
        "User::",
        "\"a\"",
        "User::a",
        "User :: \"a\"",
        "User::\"a\" ",
        " User::\"a\"",
        "User::\"a\"// c",
        "User::// c\n\"a\"",
        "User::\"a\".b",
        "if::\"a\"",
        "__cedar::\"a\"",
        "User::'a'",
        "User::\"a",
        "User::\"\\q\"",
        "User::\"a\"\"b\"",
        "?principal"
      })
  void nothingElseIs(String text) {
    assertThat(catchThrowableOfType(SyntaxException.class, () -> EntityUidParser.parse(text)))
        .isNotNull();
  }
}
