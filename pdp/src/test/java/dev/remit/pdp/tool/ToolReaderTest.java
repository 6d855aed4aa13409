package dev.remit.pdp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ToolReaderTest {
  private static List<String> mistakes(String text) {
    return catchThrowableOfType(
            SyntaxException.class, () -> ToolReader.read(new Source("tools.json", text)))
        .diagnostics()
        .stream()
        .map(Diagnostic::headline)
        .toList();
  }

  @Test
  void theAnswerOfAServerOrItsListIsRead() throws SyntaxException {
    String list =
        """
        [{"name": "a", "description": "does", "title": "ignored", "inputSchema": {"properties":
          {"n": {"type": ["null", "integer"], "default": 3, "description": "d", "format": "f"},
           "any": true}}}]
        """;
    List<ToolManifest> tools = ToolReader.read(new Source("t", list));
    assertThat(tools)
        .containsExactly(
            new ToolManifest(
                "a",
                "does",
                List.of(
                    new Parameter("n", "d", "integer", "f", null, Json.integer(3)),
                    Parameter.text("any")),
                ToolManifest.Hints.NONE));
    assertThat(ToolReader.read(new Source("t", "{\"tools\": " + list + "}"))).isEqualTo(tools);
  }

  @Test
  void everyMistakeIsReported() {
    assertThat(mistakes("[{}, 3, {\"name\": \"a\"}, {\"name\": \"a\", \"inputSchema\": 1}]"))
        .hasSize(4)
        .anyMatch(line -> line.contains("a tool without a name; write `name`, a text"))
        .anyMatch(line -> line.contains("a tool is a number; write an object"))
        .anyMatch(line -> line.contains("`inputSchema` of `a` is a number; write an object"))
        .anyMatch(line -> line.contains("tool `a` is there twice; remove one of them"));
    assertThat(mistakes("{\"name\": \"a\"}"))
        .singleElement()
        .asString()
        .contains("no list of tools");
  }

  @Test
  void aServerHasAtMostSoManyToolsAndAToolSoManyArguments() throws SyntaxException {
    assertThat(ToolReader.read(new Source("t", tools(ToolReader.TOOLS_MAX))))
        .hasSize(ToolReader.TOOLS_MAX);
    assertThat(mistakes(tools(ToolReader.TOOLS_MAX + 1)))
        .singleElement()
        .asString()
        .contains("more than 2000 tools; split the file");
    assertThat(
            ToolReader.read(new Source("t", arguments(ToolReader.PARAMETERS_MAX)))
                .getFirst()
                .parameters())
        .hasSize(ToolReader.PARAMETERS_MAX);
    assertThat(mistakes(arguments(ToolReader.PARAMETERS_MAX + 1)))
        .singleElement()
        .asString()
        .contains("more than 256 arguments of `a`");
  }

  private static String tools(int count) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append("{\"name\": \"t").append(i).append("\"}");
    }
    return text.append("]").toString();
  }

  private static String arguments(int count) {
    StringBuilder text =
        new StringBuilder("[{\"name\": \"a\", \"inputSchema\": {\"properties\": {");
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append("\"p").append(i).append("\": {}");
    }
    return text.append("}}}]").toString();
  }
}
