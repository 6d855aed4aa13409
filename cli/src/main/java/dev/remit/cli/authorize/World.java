package dev.remit.cli.authorize;

import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.engine.Response;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.schema.Schema;
import dev.remit.cli.input.EntityFiles;
import dev.remit.cli.input.PolicyFiles;
import dev.remit.cli.input.SchemaFile;
import dev.remit.cli.terminal.Attempts;
import dev.remit.cli.terminal.Inputs;
import java.util.Optional;

/// What requests are decided on: policies ready to be asked, entities, and the schema that says how
/// to read contexts.
record World(PolicyFiles policies, PolicyEngine engine, Entities entities, Schema schema) {

  /// Reads every file; empty if any is refused, which `attempts` then knows.
  static Optional<World> read(WorldOptions options, Inputs inputs, Attempts attempts) {
    Optional<PolicyFiles> policies =
        attempts.attempt(() -> PolicyFiles.read(options.policies(), options.links(), inputs));
    Optional<Schema> schema =
        options
            .schema()
            .map(file -> attempts.attempt(() -> SchemaFile.read(inputs.read(file))))
            .orElse(Optional.of(Schema.EMPTY));
    Optional<Entities> entities =
        attempts.attempt(
            () -> EntityFiles.read(options.entities(), schema.orElse(Schema.EMPTY), inputs));
    return policies.isPresent() && schema.isPresent() && entities.isPresent()
        ? Optional.of(World.of(policies.get(), entities.get(), schema.get()))
        : Optional.empty();
  }

  private static World of(PolicyFiles policies, Entities entities, Schema schema) {
    return new World(policies, PolicyEngine.compile(policies.set()), entities, schema);
  }

  Response authorize(Request request) {
    return engine.authorize(request, entities);
  }

  Explanation explain(Request request) {
    return engine.explain(request, entities);
  }
}
