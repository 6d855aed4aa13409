package dev.remit.pdp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ToolClassifierTest {
  private static Tool tool(String manifest) {
    try {
      return ToolClassifier.classify(
          ToolReader.read(new Source("tools.json", "[" + manifest + "]")).getFirst());
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Tool tool(String name, String properties) {
    return tool(
        "{\"name\": \"%s\", \"inputSchema\": {\"properties\": {%s}}}".formatted(name, properties));
  }

  private static String text(String... names) {
    List<String> properties = new ArrayList<>();
    for (String name : names) {
      properties.add("\"" + name + "\": {\"type\": \"string\"}");
    }
    return String.join(", ", properties);
  }

  private static Set<ToolEffect> effects(String name, String... arguments) {
    return tool(name, text(arguments)).effects();
  }

  @Test
  void theVerbOfTheNameSaysWhatAToolDoes() {
    assertThat(effects("list_orders")).containsExactly(ToolEffect.READ);
    assertThat(effects("fetchPage", "url")).containsExactly(ToolEffect.FETCH);
    assertThat(effects("send_note", "recipient")).containsExactly(ToolEffect.SEND);
    assertThat(effects("refund_order", "order_id")).containsExactly(ToolEffect.PAY);
    assertThat(effects("send_money", "recipient")).containsExactly(ToolEffect.PAY);
    assertThat(effects("check_out")).containsExactly(ToolEffect.PAY);
    assertThat(effects("drop_table", "name")).containsExactly(ToolEffect.DESTROY);
    assertThat(effects("update_password", "password")).containsExactly(ToolEffect.SECRET);
    assertThat(effects("save_draft", "body")).containsExactly(ToolEffect.STORE);
    assertThat(effects("rename_folder", "path")).containsExactly(ToolEffect.WRITE);
  }

  @Test
  void aReadingVerbAtTheEndReadsUnlessAnActingOneLeads() {
    assertThat(effects("pull_request_read")).containsExactly(ToolEffect.READ);
    assertThat(effects("delete_search")).containsExactly(ToolEffect.DESTROY);
  }

  @Test
  void whatNothingIsKnownOfWrites() {
    assertThat(effects("frobnicate")).containsExactly(ToolEffect.WRITE);
    assertThat(effects("x")).containsExactly(ToolEffect.WRITE);
    assertThat(effects("42")).containsExactly(ToolEffect.WRITE);
  }

  @Test
  void aDescriptionSpeaksWhereTheNameHasNoVerb() {
    assertThat(tool("{\"name\": \"mailbox\", \"description\": \"Lists the mails.\"}").effects())
        .containsExactly(ToolEffect.READ);
    assertThat(tool("{\"name\": \"mailbox\", \"description\": \"Purges the mails.\"}").effects())
        .containsExactly(ToolEffect.DESTROY);
  }

  @Test
  void takingASecretIsNoReading() {
    assertThat(effects("verify_transfer", "otp")).containsExactly(ToolEffect.WRITE);
  }

  @Test
  void aToolOfSeveralMethodsHasTheEffectsOfEach() {
    assertThat(
            tool(
                    "issue_write",
                    "\"method\": {\"type\": \"string\", \"enum\": [\"add\", \"delete\"]}")
                .effects())
        .containsExactlyInAnyOrder(ToolEffect.WRITE, ToolEffect.DESTROY);
  }

  @Test
  void aHintAddsEffectsAndRemovesNone() {
    assertThat(hinted("delete_x", true, "").effects()).containsExactly(ToolEffect.DESTROY);
    assertThat(hinted("get_x", false, "").effects()).containsExactly(ToolEffect.WRITE);
    assertThat(hinted("get_x", false, "").primary()).isEqualTo(ToolEffect.WRITE);
    assertThat(hinted("get_x", true, ", \"destructiveHint\": true").effects())
        .containsExactly(ToolEffect.DESTROY);
    assertThat(hinted("add_x", false, ", \"destructiveHint\": true").effects())
        .containsExactlyInAnyOrder(ToolEffect.WRITE, ToolEffect.DESTROY);
  }

  private static Tool hinted(String name, boolean reads, String more) {
    return tool(
        "{\"name\": \"%s\", \"annotations\": {\"readOnlyHint\": %s%s}}"
            .formatted(name, reads, more));
  }

  @Test
  void anArgumentHasTheRoleOfItsSchemaThenItsName() {
    Tool tool =
        tool(
            "act",
            """
            "to": {"type": "string"}, "order_id": {"type": "string"}, "body": {"type": "string"},
            "subject": {"type": "string"}, "otp": {"type": "string"}, "when": {"type": "string"},
            "amount": {"type": "number"}, "contact": {"type": "string", "format": "email"},
            "mode": {"type": "string", "enum": ["a"]}, "dry": {"type": "boolean"},
            "x": {"type": "string", "description": "IBAN of whom it is for"},
            "path": {"anyOf": [{"type": "string"}, {"type": "null"}]}, "rest": {"type": "object"}
            """);
    assertThat(tool.roles())
        .containsEntry("to", Role.DESTINATION)
        .containsEntry("order_id", Role.SELECTOR)
        .containsEntry("body", Role.CONTENT)
        .containsEntry("subject", Role.TITLE)
        .containsEntry("otp", Role.SECRET)
        .containsEntry("when", Role.TIME)
        .containsEntry("amount", Role.AMOUNT)
        .containsEntry("contact", Role.DESTINATION)
        .containsEntry("mode", Role.OPTION)
        .containsEntry("dry", Role.OPTION)
        .containsEntry("x", Role.DESTINATION)
        .containsEntry("path", Role.SELECTOR)
        .containsEntry("rest", Role.OPTION);
    assertThat(tool.byId()).isTrue();
  }

  @Test
  void anArgumentThatIsNotDeclaredHasTheRoleOfItsName() {
    assertThat(tool("act", "").role("recipient")).isEqualTo(Role.DESTINATION);
    assertThat(tool("act", "").role("zzz")).isEqualTo(Role.CONTENT);
  }

  /// 117 manifests of a real server, whose hints are hidden from the classifier and are the truth
  /// here: 58 read, 59 write, 10 of these destroy. No writer is taken for a reader, all that
  /// destroy are found; two more are held for such, because they have a method that deletes or
  /// removes.
  @Test
  void ofARealServerNoWriterIsTakenForAReader() throws IOException, SyntaxException {
    SortedMap<String, Integer> confusion = new TreeMap<>();
    for (String line :
        Files.readAllLines(SharedData.require("mcp/github-mcp-server_tools.jsonl"))) {
      ToolManifest said = ToolReader.read(new Source("mcp", "[" + line + "]")).getFirst();
      String truth =
          said.hints().destroys() ? "destroys" : said.hints().changes() ? "writes" : "reads";
      Tool tool = ToolClassifier.classify(said.withoutHints());
      String found =
          EnumSet.of(ToolEffect.READ, ToolEffect.FETCH).containsAll(tool.effects())
              ? "reads"
              : tool.effects().contains(ToolEffect.DESTROY) ? "destroys" : "writes";
      confusion.merge(truth + " -> " + found, 1, Integer::sum);
    }
    assertThat(confusion)
        .containsOnly(
            Map.entry("reads -> reads", 58),
            Map.entry("writes -> writes", 47),
            Map.entry("writes -> destroys", 2),
            Map.entry("destroys -> destroys", 10));
  }
}
