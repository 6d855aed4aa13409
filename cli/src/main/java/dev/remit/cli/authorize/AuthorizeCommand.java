package dev.remit.cli.authorize;

import dev.remit.cedar.engine.Request;
import dev.remit.cedar.engine.Response;
import dev.remit.cli.terminal.Attempts;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import dev.remit.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit authorize`: may this principal take this action on this resource?
@Command(
    name = "authorize",
    customSynopsis = {
      "remit authorize --policies FILE... --entities FILE... --principal ENTITY --action ENTITY",
      "                --resource ENTITY [--context FILE] [--json]"
    },
    description = "Decides a request, and names the policies that decided.",
    footer = {
      "",
      "Exit code: 0 allowed, 2 denied, 1 a fault.",
      "",
      "Examples:",
      "  remit authorize --policies photos.cedar --entities photos.json \\",
      "      --principal 'User::\"alice\"' --action 'Action::\"view\"' \\",
      "      --resource 'Photo::\"cat.jpg\"'",
      "  echo '{\"mfa\": true}' | remit authorize ... --context - --json"
    })
public final class AuthorizeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private RequestOptions request = new RequestOptions();

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  public AuthorizeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    Inputs inputs = new Inputs(terminal);
    Attempts attempts = new Attempts();
    Optional<World> read = World.read(world, inputs, attempts);
    Optional<Request> asked = request.read(inputs, attempts);
    attempts.refuseIfAny();
    Response response = Attempts.granted(read).authorize(Attempts.granted(asked));
    if (json) {
      Answers.printJson(terminal, response);
    } else {
      Answers.print(terminal, response);
    }
    return Answers.exitCode(response);
  }
}
