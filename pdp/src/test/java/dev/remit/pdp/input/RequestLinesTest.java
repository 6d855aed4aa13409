package dev.remit.pdp.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Nesting;
import dev.remit.pdp.request.RawRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class RequestLinesTest {
  private static final String RUN =
      """
      {"pipeline_name":"bot","suite_name":"bank","user_task_id":"t1","user":"emma","messages":[\
      {"role":"user","content":"pay"},\
      {"role":"assistant","tool_calls":[{"function":"read","args":{"n":1}},{"function":"pay","args":null}]},\
      {"role":"assistant","tool_calls":null},\
      {"role":"assistant","tool_calls":[{"function":"read","args":{}}]}]}\
      """;
  private static final String EXPORT =
      """
      {"metadata":{"model":"bot","suite_name":"bank","user_task_id":"t1"},"messages":[\
      {"role":"assistant","tool_calls":[{"type":"function","function":{"name":"pay","arguments":{"n":1.5}}},\
      {"function":{"name":"pay","arguments":"{\\"n\\":2}"}}]}]}\
      """;

  private static List<InputLine> read(byte[] bytes) throws IOException {
    try (RequestLines lines = RequestLines.open("f", new ByteArrayInputStream(bytes))) {
      List<InputLine> read = new ArrayList<>();
      for (Optional<InputLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        read.add(line.get());
      }
      return read;
    }
  }

  private static List<InputLine> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<RawRequest> requests(String line) throws IOException {
    assertThat(read(line)).hasSize(1).first().isInstanceOf(InputLine.Requests.class);
    return ((InputLine.Requests) read(line).getFirst()).requests();
  }

  private static String setAside(String line) throws IOException {
    assertThat(read(line)).hasSize(1).first().isInstanceOf(InputLine.SetAside.class);
    List<InputLine.Mistake> mistakes = ((InputLine.SetAside) read(line).getFirst()).mistakes();
    assertThat(mistakes).hasSize(1);
    return mistakes.getFirst().reason();
  }

  @Test
  void everyToolCallOfARunIsARequestWithItsPlaceInTheRun() throws IOException {
    List<RawRequest> requests = requests(RUN);
    assertThat(requests).hasSize(3);
    RawRequest.ToolCall third = (RawRequest.ToolCall) requests.get(2);
    assertThat(third.agent()).isEqualTo("bot");
    assertThat(third.tool()).isEqualTo("read");
    assertThat(third.provenance().user()).isEqualTo(Claim.asserted("emma"));
    assertThat(third.provenance().agent()).isEqualTo(Claim.asserted("bot"));
    assertThat(third.provenance().task()).isEqualTo(Claim.asserted("bank/t1"));
    assertThat(third.provenance().tools()).isEqualTo(Claim.asserted(List.of("read", "pay")));
    assertThat(third.provenance().position()).isEqualTo(Claim.asserted(3L));
    assertThat(third.origin()).isEqualTo("f:1");
  }

  @Test
  void theExportedShapeIsReadToo() throws IOException {
    List<RawRequest> requests = requests(EXPORT);
    assertThat(requests).hasSize(2);
    RawRequest.ToolCall call = (RawRequest.ToolCall) requests.get(1);
    assertThat(call.tool()).isEqualTo("pay");
    assertThat(call.arguments().find("n")).hasToString("JsonInteger[value=2, span=5..6]");
    assertThat(call.provenance().user()).isEqualTo(Claim.absent());
    assertThat(call.provenance().task()).isEqualTo(Claim.asserted("bank/t1"));
  }

  @Test
  void anEvaluationRequestIsReadAndUnknownMembersAreIgnored() throws IOException {
    List<RawRequest> requests =
        requests(
            """
            {"subject":{"type":"User","id":"a","properties":{"x":1},"more":2},\
            "action":{"name":"read"},"resource":{"type":"Doc","id":"1"},"context":{"k":true}}\
            """);
    RawRequest.Evaluation evaluation = (RawRequest.Evaluation) requests.getFirst();
    assertThat(evaluation.subject().properties().members()).hasSize(1);
    assertThat(evaluation.action().id()).isEqualTo("read");
    assertThat(evaluation.context().members()).hasSize(1);
  }

  @Test
  void metadataAndBlankLinesAskNothing() throws IOException {
    assertThat(read("{\"metadata\":{\"name\":\"x\"}}\n\n  \r\n"))
        .containsExactly(
            new InputLine.Remark("f", 1),
            new InputLine.Remark("f", 2),
            new InputLine.Remark("f", 3));
  }

  @Test
  void aRunWithoutCallsIsNoMistake() throws IOException {
    assertThat(requests("{\"pipeline_name\":\"bot\",\"messages\":[]}")).isEmpty();
  }

  @Test
  void gzipIsRecognised() throws IOException {
    assertThat(read(gzip(RUN + "\n" + EXPORT + "\n"))).isEqualTo(read(RUN + "\n" + EXPORT));
  }

  @Test
  void aGzipFileCutShortIsAnError() throws IOException {
    byte[] whole = gzip(RUN);
    byte[] cut = Arrays.copyOf(whole, whole.length - 12);
    assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void aBadLineIsSetAsideAndTheNextIsRead() throws IOException {
    List<InputLine> lines = read("{\"messages\": oops}\n" + RUN);
    assertThat(lines.getFirst()).isInstanceOf(InputLine.SetAside.class);
    assertThat(lines.get(1)).isInstanceOf(InputLine.Requests.class);
    assertThat(lines.get(1).number()).isEqualTo(2);
  }

  @Test
  void theReasonNamesThePart() throws IOException {
    assertThat(setAside("[]"))
        .isEqualTo(
            "neither an agent run nor an AuthZEN request; write `messages`, or `subject`, `action`"
                + " and `resource`");
    assertThat(setAside("{\"messages\":[]}"))
        .isEqualTo("no agent; write `pipeline_name` or `metadata.model`");
    assertThat(setAside("{\"pipeline_name\":\"b\",\"messages\":[3]}"))
        .isEqualTo("`messages[0]` is a number; write an object");
    assertThat(
            setAside("{\"pipeline_name\":\"b\",\"messages\":[{\"tool_calls\":[{\"args\":{}}]}]}"))
        .isEqualTo("`messages[0].tool_calls[0].function` is missing; write a text");
    assertThat(call("\"x\""))
        .isEqualTo("`messages[0].tool_calls[0].args` is a text that is not JSON; write an object");
    assertThat(call("[1]"))
        .isEqualTo("`messages[0].tool_calls[0].args` is an array; write an object");
    assertThat(setAside("{\"messages\":[{\"tool_calls\":{}}],\"pipeline_name\":\"b\"}"))
        .isEqualTo("`messages[0].tool_calls` is an object; write a list");
    assertThat(setAside("{\"subject\":{\"type\":\"U\",\"id\":\"1\"},\"action\":{\"name\":\"r\"}}"))
        .isEqualTo("`resource` is missing; write an object");
  }

  @Test
  void everyMistakeOfALineIsReportedWithItsPlace() throws IOException {
    String run =
        """
        {"messages":[7,{"tool_calls":[{"function":""},{"function":{"name":3,"arguments":[]}}]}]}\
        """;
    assertThat(reasons(run))
        .containsExactly(
            "1 no agent; write `pipeline_name` or `metadata.model`",
            "14 `messages[0]` is a number; write an object",
            "43 `messages[1].tool_calls[0].function` is empty; write a text",
            "67 `messages[1].tool_calls[1].function.name` is a number; write a text",
            "81 `messages[1].tool_calls[1].function.arguments` is an array; write an object");
    assertThat(reasons("{\"subject\":{\"type\":3},\"action\":{},\"resource\":[]}"))
        .containsExactly(
            "12 `subject.id` is missing; write a text",
            "20 `subject.type` is a number; write a text",
            "32 `action.name` is missing; write a text",
            "46 `resource` is an array; write an object");
  }

  @Test
  void mistakesOfALineThatAreToldAreBounded() throws IOException {
    int max = InputLimits.MISTAKES_MAX;
    assertThat(reasons(wrongMessages(max - 1))).hasSize(max - 1);
    assertThat(reasons(wrongMessages(max))).hasSize(max);
    assertThat(reasons(wrongMessages(max + 1))).hasSize(max);
  }

  private static String wrongMessages(int count) {
    return "{\"pipeline_name\":\"b\",\"messages\":[" + "1,".repeat(count - 1) + "1]}";
  }

  private static List<String> reasons(String line) throws IOException {
    return ((InputLine.SetAside) read(line).getFirst())
        .mistakes().stream().map(mistake -> mistake.column() + " " + mistake.reason()).toList();
  }

  private static String call(String arguments) throws IOException {
    return setAside(
        "{\"pipeline_name\":\"b\",\"messages\":[{\"tool_calls\":[{\"function\":\"f\",\"args\":"
            + arguments
            + "}]}]}");
  }

  @Test
  void bytesThatAreNotTextAreSetAside() throws IOException {
    assertThat(read(new byte[] {(byte) 0xff, (byte) 0xfe, '\n'}))
        .containsExactly(
            new InputLine.SetAside(
                "f",
                1,
                List.of(
                    new InputLine.Mistake(
                        1, "these bytes are not UTF-8; save the file as UTF-8", "  ��\n  ^"))));
  }

  @Test
  void deepNestingIsSetAside() throws IOException {
    List<InputLine> lines = read("[".repeat(100_000));
    InputLine.Mistake mistake = ((InputLine.SetAside) lines.getFirst()).mistakes().getFirst();
    assertThat(mistake.reason()).isEqualTo("nested deeper than 256 levels; flatten it");
    assertThat(mistake.column()).isEqualTo(257);
    assertThat(mistake.excerpt()).hasSizeLessThan(400);
  }

  @Test
  void nestingOfWhatACallerSendsIsBounded() throws IOException {
    int max = Nesting.LEVELS_MAX;
    assertThat(requests(evaluation(nested(max)))).hasSize(1);
    assertThat(setAside(evaluation(nested(max + 1))))
        .isEqualTo("`context` is nested more than 32 deep; flatten it");
    assertThat(call(nested(max + 1)))
        .isEqualTo("`messages[0].tool_calls[0].args` is nested more than 32 deep; flatten it");
  }

  private static String nested(int levels) {
    return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }

  private static String evaluation(String context) {
    return "{\"subject\":{\"type\":\"U\",\"id\":\"1\"},\"action\":{\"name\":\"r\"},"
        + "\"resource\":{\"type\":\"D\",\"id\":\"1\"},\"context\":"
        + context
        + "}";
  }

  @Test
  void linesAreBounded() throws IOException {
    BoundedLines lines =
        new BoundedLines(
            new ByteArrayInputStream("1234\n12345\n\nx".getBytes(StandardCharsets.UTF_8)), 4);
    assertThat(lines.next()).isEqualTo(new BoundedLines.Line.Text("1234"));
    assertThat(lines.next()).isEqualTo(new BoundedLines.Line.TooLong());
    assertThat(lines.next()).isEqualTo(new BoundedLines.Line.Text(""));
    assertThat(lines.next()).isEqualTo(new BoundedLines.Line.Text("x"));
    assertThat(lines.next()).isEqualTo(new BoundedLines.Line.End());
  }

  @Test
  void callsAndToolsOfARunAreBounded() throws IOException {
    assertThat(requests(runOf(InputLimits.TOOLS_MAX, true))).hasSize(InputLimits.TOOLS_MAX);
    assertThat(setAside(runOf(InputLimits.TOOLS_MAX + 1, true)))
        .isEqualTo("more than 256 tools in a run; split it");
    assertThat(requests(runOf(InputLimits.CALLS_MAX, false))).hasSize(InputLimits.CALLS_MAX);
    assertThat(setAside(runOf(InputLimits.CALLS_MAX + 1, false)))
        .isEqualTo("more than 10000 calls in a run; split it");
  }

  private static String runOf(int calls, boolean different) {
    StringBuilder run =
        new StringBuilder("{\"pipeline_name\":\"b\",\"messages\":[{\"tool_calls\":[");
    for (int i = 0; i < calls; i++) {
      run.append(i == 0 ? "" : ",")
          .append("{\"function\":\"f")
          .append(different ? i : 0)
          .append("\"}");
    }
    return run.append("]}]}").toString();
  }
}
