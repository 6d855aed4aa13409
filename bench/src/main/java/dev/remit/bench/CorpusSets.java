package dev.remit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.cedar.text.PolicyParser;
import dev.remit.testkit.Seeds;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The policy sets on which Cedar's own project measures its engine, by the names that `tasks.json`
/// gives them, in its order. They come without requests, which are drawn from their schemas.
final class CorpusSets {
  private static final String POLICIES = "policy_file";
  private static final String SCHEMA = "cedar_schema_file";
  private static final String ENTITIES = "entities_file";

  private final Path folder;
  private final Map<String, JsonNode> tasks = new LinkedHashMap<>();

  private CorpusSets(Path folder) throws IOException {
    this.folder = folder;
    for (JsonNode task : new ObjectMapper().readTree(folder.resolve("tasks.json").toFile())) {
      tasks.put(task.path("name").asText(), task);
    }
  }

  static CorpusSets open() {
    try {
      return new CorpusSets(SharedData.require("cedar/bench-corpus"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> names() {
    return List.copyOf(tasks.keySet());
  }

  /// Those with all that a request needs.
  List<String> namesWithEntities() {
    return tasks.keySet().stream()
        .filter(name -> has(name, SCHEMA) && has(name, ENTITIES))
        .toList();
  }

  Source policies(String name) {
    return source(name, POLICIES);
  }

  Schema schema(String name) throws SyntaxException {
    return SchemaParser.parse(source(name, SCHEMA));
  }

  /// Policies, entities and the schema's actions, and `count` requests.
  CedarWorkload workload(String name, int count, long seed) {
    try {
      Schema schema = schema(name);
      Entities entities = EntitiesJson.read(source(name, ENTITIES), schema);
      ValuePool values = new ValuePool(Seeds.random(seed), entities);
      values.add(PolicyParser.parse(policies(name)));
      SchemaRequests requests = new SchemaRequests(schema, values);
      return new CedarWorkload(
          policies(name).text(),
          JsonWriter.compact(EntitiesJson.write(entities)),
          requests.draw(count));
    } catch (SyntaxException e) {
      throw new IllegalStateException("our parsers refused " + name, e);
    }
  }

  private boolean has(String name, String part) {
    return task(name).has(part);
  }

  private Source source(String name, String part) {
    String file = task(name).required(part).asText();
    try {
      return new Source(file, Files.readString(folder.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode task(String name) {
    JsonNode task = tasks.get(name);
    if (task == null) {
      throw new IllegalArgumentException("no set " + name);
    }
    return task;
  }
}
