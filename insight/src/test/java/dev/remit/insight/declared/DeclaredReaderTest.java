package dev.remit.insight.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.value.EntityUid;
import java.time.Instant;
import java.util.List;
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
                        + "\"AWS::Role::\"\"a,b\"\"\",workload,\"team \"\"a\"\"\",2026-11-22\n\n")
                .identities())
        .containsExactly(BUILD);
    assertThat(
            DeclaredReader.read(
                    "a.json",
                    """
                    [{"identity": "AWS::Role::\\"a,b\\"", "kind": "workload", "owner": "team \\"a\\"",
                      "ends": "2026-11-22T00:00:00Z"}]
                    """)
                .identities())
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

  @Test
  void needsAreSaidOfIdentitiesAndOfPurposes() throws UnusableDeclarations {
    List<Need> needs = List.of(new Need("s3:PutObject", "b/*"), new Need("kms:*", ""));
    Declarations csv =
        DeclaredReader.read(
            "a.csv",
            "identity,needs,purpose\n"
                + "\"User::\"\"a\"\"\",s3:PutObject b/*; kms:*,\n"
                + ",kms:Sign,refund\n");
    Declarations json =
        DeclaredReader.read(
            "a.json",
            """
            [{"identity": "User::\\"a\\"",
              "needs": [{"action": "s3:PutObject", "resource": "b/*"}, {"action": "kms:*"}]},
             {"purpose": "refund", "needs": [{"action": "kms:Sign"}]}]
            """);
    for (Declarations declared : List.of(csv, json)) {
      assertThat(declared.needs(EntityUid.of("User", "a"), Instant.EPOCH)).isEqualTo(needs);
      assertThat(declared.needs("refund")).containsExactly(new Need("kms:Sign", ""));
      assertThat(declared.needs("report")).isEmpty();
    }
  }

  @Test
  void aNeedIsOfItsActionAndOfItsResource() {
    List<String> resources = List.of("S3::Object::\"b/x\"", "S3::Bucket::\"b\"");
    for (String resource : List.of("", "*", "b", "b/*", "b/x", "S3::Object::\"b/*\"")) {
      assertThat(new Need("s3:Put*", resource).covers("s3:PutObject", "", resources))
          .as(resource)
          .isTrue();
    }
    for (String resource : List.of("a", "b/y", "b/", "S3::Bucket::\"b/*\"", "S3::Object::\"b\"")) {
      assertThat(new Need("s3:Put*", resource).covers("s3:PutObject", "", resources))
          .as(resource)
          .isFalse();
    }
    assertThat(new Need("s3:Put", "").covers("s3:PutObject", "kms:Sign", resources)).isFalse();
    assertThat(new Need("kms:Sign", "").covers("s3:PutObject", "kms:Sign", resources)).isTrue();
    assertThat(new Need("s3:PutObject", "b").covers("s3:PutObject", "", List.of())).isFalse();
  }

  @Test
  void aNeedThatCannotBeUnderstoodIsAMistake() {
    assertThatThrownBy(() ->
            DeclaredReader.read(
                "a.json",
                """
                [{"identity": "User::\\"a\\"", "needs": [{"resource": "b"}, "x"]},
                 {"identity": "User::\\"b\\"", "needs": 3},
                 {"identity": "User::\\"c\\"", "purpose": "refund"},
                 {"purpose": "refund", "owner": "team-a", "needs": "a;;b"}]
                """))
        .isInstanceOfSatisfying(
            UnusableDeclarations.class,
            e ->
                assertThat(e.mistakes())
                    .filteredOn(text -> text.contains("element 1: a need is"))
                    .hasSize(2))
        .hasMessageContaining("element 2: `needs` is no list")
        .hasMessageContaining("element 3: it has `identity` and `purpose`")
        .hasMessageContaining("element 4: a purpose has no `owner`")
        .hasMessageContaining("element 4: `needs` has nothing between two `;`")
        .hasMessageContaining("element 4: `refund` is declared before");
  }
}
