package dev.remit.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.LinkText;
import dev.remit.conformance.world.PolicyText;
import dev.remit.conformance.world.Uid;
import dev.remit.conformance.world.World;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A case in a folder of `conformance/corpus`: `policies.cedar`, where each policy is preceded by a
/// line `//# id` (`//# template id` for a template), `links.json` if there are links,
/// `entities.json`, `request.json` and `expected.json`, the official engine's answer or
/// `{"refused": true}`.
record KeptCase(String name, World world, Ask ask, Verdict<Answer> expected) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();
  private static final String MARK = "//# ";
  private static final String TEMPLATE = "template ";

  static Path folder() {
    return SharedData.projectRoot().resolve("conformance/corpus");
  }

  static List<KeptCase> all() throws IOException {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    List<KeptCase> cases = new ArrayList<>();
    try (Stream<Path> folders = Files.list(folder())) {
      for (Path one : folders.filter(Files::isDirectory).sorted().toList()) {
        cases.add(read(one));
      }
    }
    return cases;
  }

  private static KeptCase read(Path folder) throws IOException {
    World world =
        new World(
            policies(Files.readString(folder.resolve("policies.cedar"))),
            links(folder.resolve("links.json")),
            Files.readString(folder.resolve("entities.json")));
    JsonNode request = JSON.readTree(Files.readString(folder.resolve("request.json")));
    Ask ask =
        new Ask(
            uid(request.path("principal")),
            uid(request.path("action")),
            uid(request.path("resource")),
            request.path("context").toString());
    JsonNode expected = JSON.readTree(Files.readString(folder.resolve("expected.json")));
    return new KeptCase(String.valueOf(folder.getFileName()), world, ask, verdict(expected));
  }

  private static List<PolicyText> policies(String text) {
    List<PolicyText> policies = new ArrayList<>();
    for (String part : text.split("(?m)^" + MARK, -1)) {
      int end = part.indexOf('\n');
      if (end > 0) {
        String head = part.substring(0, end);
        String content = part.substring(end + 1).stripTrailing();
        policies.add(
            head.startsWith(TEMPLATE)
                ? PolicyText.template(head.substring(TEMPLATE.length()), content)
                : PolicyText.policy(head, content));
      }
    }
    return policies;
  }

  private static List<LinkText> links(Path file) throws IOException {
    List<LinkText> links = new ArrayList<>();
    if (Files.exists(file)) {
      for (JsonNode link : JSON.readTree(Files.readString(file))) {
        Map<String, Uid> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> value : link.path("values").properties()) {
          values.put(value.getKey(), uid(value.getValue()));
        }
        links.add(
            new LinkText(link.path("templateId").asText(), link.path("newId").asText(), values));
      }
    }
    return links;
  }

  private static Uid uid(JsonNode node) {
    return new Uid(node.path("type").asText(), node.path("id").asText());
  }

  private static Verdict<Answer> verdict(JsonNode expected) {
    if (expected.path("refused").asBoolean()) {
      return new Verdict.Refused<>("as the official engine does");
    }
    List<String> reasons = strings(expected.path("reasons"));
    Map<String, String> errors = new HashMap<>();
    strings(expected.path("errors")).forEach(id -> errors.put(id, ""));
    return new Verdict.Accepted<>(
        new Answer(
            expected.path("decision").asText().equals("allow"),
            new TreeSet<>(reasons),
            new TreeMap<>(errors)));
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(node -> strings.add(node.asText()));
    return strings;
  }

  /// Writes the case into its folder.
  void write() throws IOException {
    Path folder = Files.createDirectories(folder().resolve(name));
    StringBuilder policies = new StringBuilder();
    for (PolicyText policy : world.policies()) {
      policies.append(MARK).append(policy.template() ? TEMPLATE : "").append(policy.id());
      policies.append('\n').append(policy.content()).append('\n');
    }
    Files.writeString(folder.resolve("policies.cedar"), policies);
    if (!world.links().isEmpty()) {
      Files.writeString(folder.resolve("links.json"), linksJson());
    }
    Files.writeString(folder.resolve("entities.json"), world.entities() + "\n");
    ObjectNode request = JSON.createObjectNode();
    request.set("principal", ask.principal().json());
    request.set("action", ask.action().json());
    request.set("resource", ask.resource().json());
    request.putRawValue("context", new RawValue(ask.context()));
    Files.writeString(folder.resolve("request.json"), PRETTY.writeValueAsString(request) + "\n");
    Files.writeString(
        folder.resolve("expected.json"), PRETTY.writeValueAsString(expectedJson()) + "\n");
  }

  private String linksJson() throws IOException {
    ArrayNode array = JSON.createArrayNode();
    for (LinkText link : world.links()) {
      ObjectNode node = array.addObject();
      node.put("templateId", link.template()).put("newId", link.id());
      ObjectNode values = node.putObject("values");
      link.values().forEach((slot, uid) -> values.set(slot, uid.json()));
    }
    return PRETTY.writeValueAsString(array) + "\n";
  }

  private ObjectNode expectedJson() {
    ObjectNode node = JSON.createObjectNode();
    switch (expected) {
      case Verdict.Refused<Answer> _ -> node.put("refused", true);
      case Verdict.Accepted<Answer>(Answer answer) -> {
        node.put("decision", answer.permitted() ? "allow" : "deny");
        answer.reasons().forEach(node.putArray("reasons")::add);
        answer.errors().keySet().forEach(node.putArray("errors")::add);
      }
    }
    return node;
  }
}
