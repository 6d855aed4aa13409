package dev.remit.cli.authorize;

import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.engine.Response;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.schema.Schema;
import dev.remit.cli.input.EntityFiles;
import dev.remit.cli.input.PolicyFiles;
import dev.remit.cli.terminal.Attempts;
import dev.remit.cli.terminal.Inputs;
import java.util.Optional;

/// What requests are decided on: policies ready to be asked, and entities.
record World(PolicyFiles policies, PolicyEngine engine, Entities entities) {

  /// Reads every file; empty if any is refused, which `attempts` then knows.
  static Optional<World> read(
      WorldOptions options, Optional<Schema> schema, Inputs inputs, Attempts attempts) {
    Optional<PolicyFiles> policies =
        attempts.attempt(() -> PolicyFiles.read(options.policies(), options.links(), inputs));
    Optional<Entities> entities =
        attempts.attempt(() -> EntityFiles.read(options.entities(), schema, inputs));
    return policies.isPresent() && entities.isPresent()
        ? Optional.of(World.of(policies.get(), entities.get()))
        : Optional.empty();
  }

  private static World of(PolicyFiles policies, Entities entities) {
    return new World(policies, PolicyEngine.compile(policies.set(), entities), entities);
  }

  Response authorize(Request request) {
    return engine.authorize(request, entities);
  }

  Explanation explain(Request request) {
    return engine.explain(request, entities);
  }
}
