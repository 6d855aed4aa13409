package dev.remit.insight.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovedReaderTest {
  private static final ApprovedChange CHANGE =
      new ApprovedChange(
          "root",
          "log",
          Instant.parse("2026-11-22T00:00:00Z"),
          Instant.parse("2026-11-24T00:00:00Z"),
          "CHG-1");

  @Test
  void csvAndJsonSayTheSameAndADayCountsToItsEnd() throws UnusableDeclarations {
    assertThat(
            ApprovedReader.read(
                    "a.csv",
                    "who,about,from,until,reference\nroot,log,2026-11-22,2026-11-23,CHG-1\n")
                .changes())
        .containsExactly(CHANGE);
    assertThat(
            ApprovedReader.read(
                    "a.json",
                    """
                    [{"who": "root", "about": "log", "from": "2026-11-22T00:00:00Z",
                      "until": "2026-11-24T00:00:00Z", "reference": "CHG-1"}]
                    """)
                .changes())
        .containsExactly(CHANGE);
  }

  @Test
  void aFileWithoutAnyApprovesNothingAndSaysSo() throws UnusableDeclarations {
    assertThat(ApprovedReader.read("a.json", "[]").of("root", List.of("log"), Instant.EPOCH))
        .isEqualTo(new Approval.NotCovered());
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() {
    assertThatThrownBy(() ->
            ApprovedReader.read(
                "a.csv",
                """
                about,from,until,reference
                ,2026-11-22,2026-11-23,CHG-1
                log,2026-11-24,2026-11-22,CHG-2
                log,then,,
                """))
        .hasMessageContaining("a.csv:2: it has no `about`; write one")
        .hasMessageContaining("a.csv:3: `until` is not after `from`")
        .hasMessageContaining("a.csv:4: `from` is `then`")
        .hasMessageContaining("a.csv:4: it has no `until`")
        .hasMessageContaining("a.csv:4: it has no `reference`");
  }
}
