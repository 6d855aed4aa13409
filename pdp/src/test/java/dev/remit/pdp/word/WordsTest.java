package dev.remit.pdp.word;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WordsTest {
  @Test
  void wordsAreRunsOfLettersAndDigitsWithoutAPossessive() {
    assertThat(Words.of("Read Anna's 2nd file_a, it's Müller’s!"))
        .containsExactly("read", "anna", "2nd", "file_a", "it", "müller");
    assertThat(Words.of("...")).isEmpty();
  }

  @Test
  void formsOfAVerbLeaveTheSame() {
    for (String form : new String[] {"send", "sends", "sending", "sent", "resend"}) {
      assertThat(Words.stem(form)).as(form).isEqualTo("send");
    }
    assertThat(Words.stem("parties")).isEqualTo("party");
    assertThat(Words.stem("address")).isEqualTo("address");
    assertThat(Words.stem("ring")).isEqualTo("ring");
  }

  @Test
  void aNameIsDividedWhereItsWordsAre() {
    assertThat(Words.ofName("getUserById")).containsExactly("get", "user", "by", "id");
    assertThat(Words.ofName("merge_pull-request2"))
        .containsExactly("merge", "pull", "request", "2");
    assertThat(Words.ofName("HTTPGet")).containsExactly("http", "get");
  }
}
