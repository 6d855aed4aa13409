package dev.remit.cli.authorize;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.engine.Response;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.EntityException;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cli.terminal.Attempts;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What requests are decided on: policies ready to be asked, and entities.
record World(PolicyEngine engine, Entities entities) {
  Response authorize(Request request) {
    return engine.authorize(request, entities);
  }

  /// Reads every file; empty if any is refused, which `attempts` then knows.
  static Optional<World> read(WorldOptions options, Inputs inputs, Attempts attempts) {
    Optional<PolicySet> policies = attempts.attempt(() -> policies(options.policies(), inputs));
    Optional<Entities> entities = attempts.attempt(() -> entities(options.entities(), inputs));
    return policies.isPresent() && entities.isPresent()
        ? Optional.of(new World(PolicyEngine.compile(policies.get()), entities.get()))
        : Optional.empty();
  }

  private static PolicySet policies(List<String> files, Inputs inputs)
      throws Fault, SyntaxException {
    return PolicySetReader.read(sources(files, inputs), PolicyNaming.BY_ANNOTATION);
  }

  private static List<Source> sources(List<String> files, Inputs inputs) throws Fault {
    Attempts attempts = new Attempts();
    List<Source> sources = new ArrayList<>();
    files.forEach(file -> attempts.attempt(() -> inputs.read(file)).ifPresent(sources::add));
    attempts.refuseIfAny();
    return sources;
  }

  private static Entities entities(List<String> files, Inputs inputs) throws Fault {
    Attempts attempts = new Attempts();
    List<Entity> all = new ArrayList<>();
    for (String file : files) {
      attempts
          .attempt(() -> EntitiesJson.read(inputs.read(file)))
          .ifPresent(entities -> all.addAll(entities.all()));
    }
    attempts.refuseIfAny();
    try {
      return Entities.of(all);
    } catch (EntityException e) {
      throw new Fault(String.join(", ", files) + ": " + e.getMessage());
    }
  }
}
