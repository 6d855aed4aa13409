package dev.remit.cli.authorize;

import dev.remit.cedar.schema.Schema;
import dev.remit.cli.input.SchemaFile;
import dev.remit.cli.terminal.Attempts;
import dev.remit.cli.terminal.Inputs;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which policies decide, and what is known of the entities.
public final class WorldOptions {
  @Option(
      names = {"-p", "--policies"},
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Policies and templates as Cedar text, or one policy set as JSON. A policy is called by"
              + " its annotation @id, else policy0, policy1, ... by position.")
  private List<String> policies = List.of();

  @Option(
      names = {"-l", "--links"},
      paramLabel = "FILE",
      description =
          "Links of templates: [{\"template_id\": ..., \"link_id\": ..., \"args\":"
              + " {\"?principal\": \"User::\\\"alice\\\"\"}}].")
  private @Nullable String links;

  @Option(
      names = {"-e", "--entities"},
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Entities as JSON.")
  private List<String> entities = List.of();

  @Option(
      names = {"-s", "--schema"},
      paramLabel = "FILE",
      description =
          "A schema as Cedar text or JSON. Entities and contexts must conform to it, may leave out"
              + " what it says, and its actions join the entities.")
  private @Nullable String schema;

  List<String> policies() {
    return policies;
  }

  Optional<String> links() {
    return Optional.ofNullable(links);
  }

  List<String> entities() {
    return entities;
  }

  /// The schema, if one is given and not refused.
  Optional<Schema> schema(Inputs inputs, Attempts attempts) {
    return Optional.ofNullable(schema)
        .flatMap(file -> attempts.attempt(() -> SchemaFile.read(inputs.read(file))));
  }
}
