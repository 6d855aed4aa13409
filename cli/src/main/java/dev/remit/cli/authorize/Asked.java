package dev.remit.cli.authorize;

import dev.remit.cedar.engine.Request;
import dev.remit.cedar.schema.Schema;
import dev.remit.cli.terminal.Attempts;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import dev.remit.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;

/// What a command line asks: requests, in order, and the world that they are decided on.
record Asked(World world, List<Request> requests) {
  Asked {
    requests = List.copyOf(requests);
  }

  /// Reads every file that the options name. Throws with the mistakes of all of them.
  static Asked read(WorldOptions worldOptions, RequestOptions requestOptions, Terminal terminal)
      throws Fault {
    Inputs inputs = new Inputs(terminal);
    Attempts attempts = new Attempts();
    Optional<Schema> schema = worldOptions.schema(inputs, attempts);
    Optional<World> world = World.read(worldOptions, schema, inputs, attempts);
    List<Request> requests = requestOptions.read(schema, inputs, attempts);
    attempts.refuseIfAny();
    return new Asked(Attempts.granted(world), requests);
  }
}
