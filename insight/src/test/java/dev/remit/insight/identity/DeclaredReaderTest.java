package dev.remit.insight.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.value.EntityUid;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeclaredReaderTest {
  private static final Declared BUILD =
      new Declared(
          EntityUid.of("AWS::Role", "a,b"),
          "workload",
          "team \"a\"",
          Instant.parse("2026-11-22T00:00:00Z"));

  @Test
  void csvAndJsonSayTheSame() throws UnusableDeclarations {
    String csv =
        "identity,kind,owner,ends\r\n"
            + "\"AWS::Role::\"\"a,b\"\"\",workload,\"team \"\"a\"\"\",2026-11-22\r\n"
            + "\r\n"
            + "User::\"\"\"x\"\"\",,,\r\n";
    assertThatThrownBy(() -> DeclaredReader.read("a.csv", csv))
        .isInstanceOf(UnusableDeclarations.class);
    assertThat(
            DeclaredReader.read(
                "a.csv",
                "identity,kind,owner,ends\n"
                    + "\"AWS::Role::\"\"a,b\"\"\",workload,\"team \"\"a\"\"\",2026-11-22\n\n"))
        .containsExactly(BUILD);
    assertThat(
            DeclaredReader.read(
                "a.json",
                """
                [{"identity": "AWS::Role::\\"a,b\\"", "kind": "workload", "owner": "team \\"a\\"",
                  "ends": "2026-11-22T00:00:00Z"}]
                """))
        .containsExactly(BUILD);
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() {
    assertThatThrownBy(() ->
            DeclaredReader.read(
                "a.csv",
                "identity,team,ends\n"
                    + "build,x,2026-11-22\n"
                    + "\"User::\"\"a\"\"\",x,soon\n"
                    + "\"User::\"\"b\"\"\",x,\n"
                    + "\"User::\"\"b\"\"\",x,\n"))
        .isInstanceOfSatisfying(
            UnusableDeclarations.class,
            e ->
                assertThat(e.mistakes())
                    .anyMatch(text -> text.contains("`team` is not known"))
                    .anyMatch(text -> text.contains("a.csv:2: `identity` is `build`"))
                    .anyMatch(text -> text.contains("a.csv:3: `ends` is `soon`"))
                    .anyMatch(text -> text.contains("a.csv:5: User::\"b\" is declared before")));
  }

  @Test
  void whatIsNeitherIsRefused() {
    for (String text : new String[] {"[1", "[1]", "[{\"identity\": 1}]", "\"a", "identity\n\"x"}) {
      assertThatThrownBy(() -> DeclaredReader.read("a", text))
          .as(text)
          .isInstanceOf(UnusableDeclarations.class);
    }
  }
}
