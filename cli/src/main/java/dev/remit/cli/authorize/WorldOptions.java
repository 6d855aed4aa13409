package dev.remit.cli.authorize;

import java.util.List;
import picocli.CommandLine.Option;

/// Which policies decide, and what is known of the entities.
public final class WorldOptions {
  @Option(
      names = {"-p", "--policies"},
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        "Policies as Cedar text. A policy is called"
            + " by its annotation @id, else policy0, policy1, ... by position."
      })
  private List<String> policies = List.of();

  @Option(
      names = {"-e", "--entities"},
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Entities, as JSON.")
  private List<String> entities = List.of();

  List<String> policies() {
    return policies;
  }

  List<String> entities() {
    return entities;
  }
}
