package dev.remit.pdp.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// Each normalisation, and that it keeps apart what is not the same thing.
final class AtomsTest {
  private static List<String> found(String text) {
    return Atoms.of(text).stream().map(atom -> atom.kind() + " " + atom.text()).toList();
  }

  @Test
  void anAddressIsItsHostWithoutCaseAndItsPathWithCase() {
    assertThat(found("https://www.Shop.test/A/"))
        .isEqualTo(found("http://shop.TEST/A"))
        .containsExactly("URL shop.test/A");
    assertThat(found("https://shop.test/a")).isNotEqualTo(found("https://shop.test/A"));
    assertThat(found("https://shop.test/a?x=1")).isNotEqualTo(found("https://shop.test/a"));
    assertThat(found("see news.shop.com.")).containsExactly("URL news.shop.com");
  }

  @Test
  void mailboxesAndAccountsHaveNoCase() {
    assertThat(found("Ann@Corp.test")).containsExactly("EMAIL ann@corp.test");
    assertThat(found("GB29NWBK6016133")).containsExactly("ACCOUNT GB29NWBK6016133");
    assertThat(found("12345678")).containsExactly("ACCOUNT 12345678");
  }

  @Test
  void anAddressKeepsEveryCharacterOfItsName() {
    assertThat(found("évictim@corp.test")).containsExactly("EMAIL évictim@corp.test");
    assertThat(found("not.victim@corp.test")).containsExactly("EMAIL not.victim@corp.test");
  }

  @Test
  void aNumberIsItsValue() {
    assertThat(found("$1,200.50")).isEqualTo(found("1200.5")).containsExactly("NUMBER 1200.5");
    assertThat(found("20.00")).isEqualTo(found("20")).containsExactly("NUMBER 20");
    assertThat(found("20.00001")).isNotEqualTo(found("20"));
    assertThat(found("-20")).isNotEqualTo(found("20"));
    assertThat(Atom.number("1e99999")).isEqualTo("1e99999");
  }

  @Test
  void pathsAndIdsAreAsTheyAreWritten() {
    assertThat(found("/home/ann/")).containsExactly("PATH /home/ann");
    assertThat(found("/home/Ann")).isNotEqualTo(found("/home/ann"));
    assertThat(found("report-2.pdf")).containsExactly("PATH report-2.pdf");
    assertThat(found("order-a1b2c3")).containsExactly("ID order-a1b2c3");
    assertThat(found("order-A1B2C3")).isNotEqualTo(found("order-a1b2c3"));
  }

  @Test
  void datesAndTimesAreFound() {
    assertThat(found("2024-05-01 at 10:30")).containsExactly("DATE 2024-05-01", "TIME 10:30");
  }

  @Test
  void textMadeToBeSlowIsReadInProportionToItsLength() {
    for (String unit :
        List.of(
            "a-", "a.", "a", "1", "-", "/a", "@", "a@", "http://", "1,", "<p ", "\n", "ignore ")) {
      String text = unit.repeat(200_000 / unit.length());
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            Atoms.of(text);
            ResultRecord.parse(text);
            FlowWords.isDirected(text);
          },
          unit);
    }
  }
}
