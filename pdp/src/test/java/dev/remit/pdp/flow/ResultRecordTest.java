package dev.remit.pdp.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultRecordTest {
  private static List<List<String>> parse(String text) {
    return ResultRecord.parse(text).stream()
        .map(record ->
            record.fields().stream().map(field -> field.name() + "=" + field.text()).toList())
        .toList();
  }

  @Test
  void jsonAndWhatPythonPrintsAreTheSameRecords() {
    List<List<String>> expected = List.of(List.of("id=7", "user_name=Ann", "tags=a", "tags=b"));
    assertThat(
            parse("[{\"id\": 7, \"User Name\": \"Ann\", \"tags\": [\"a\", \"b\"], \"x\": null}]"))
        .isEqualTo(expected);
    assertThat(parse("[{'id': 7, 'User Name': 'Ann', 'tags': ('a', 'b'), 'x': None}]"))
        .isEqualTo(expected);
  }

  @Test
  void linesWithKeysAreRecords() {
    assertThat(parse("- id: 1\n  to:\n  - a\n  - b\n- id: 2\n  body: x\n    y: z"))
        .containsExactly(List.of("id=1", "to=a", "to=b"), List.of("id=2", "body=x\n    y: z"));
    assertThat(parse("a: 1\nb: 2\nc: 3")).containsExactly(List.of("a=1", "b=2", "c=3"));
  }

  @Test
  void anythingElseIsAListOrOneText() {
    assertThat(parse("- one\n- two")).containsExactly(List.of("item=one"), List.of("item=two"));
    assertThat(parse("[not a value")).containsExactly(List.of("=[not a value"));
    assertThat(parse("[".repeat(10_000))).containsExactly(List.of("=" + "[".repeat(10_000)));
    assertThat(ResultRecord.parse("plain").getFirst().isStructured()).isFalse();
  }
}
