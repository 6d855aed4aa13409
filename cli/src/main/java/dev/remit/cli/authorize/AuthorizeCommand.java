package dev.remit.cli.authorize;

import dev.remit.cedar.engine.Request;
import dev.remit.cedar.engine.Response;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit authorize`: may this principal take this action on this resource?
@Command(
    name = "authorize",
    customSynopsis = {
      "remit authorize --policies FILE... [--links FILE] --entities FILE... [--schema FILE]",
      "           --principal ENTITY --action ENTITY --resource ENTITY [--context FILE] [--json]",
      "       remit authorize --policies FILE... [--links FILE] --entities FILE... [--schema FILE]",
      "           --requests FILE"
    },
    description = {
      "Decides requests and names the policies that decided.",
      "An ENTITY is written as in policies, 'User::\"alice\"'; a FILE `-` is standard input."
    },
    footer = {
      "",
      "Exit code: 0 if the request is allowed, 2 if it is denied, 1 if anything is at fault. With"
          + " --requests: 0 if all are allowed, 2 if any is denied; a file with a fault decides"
          + " none.",
      "",
      "Examples:",
      "  remit authorize --policies photos.cedar --entities photos.json \\",
      "      --principal 'User::\"alice\"' --action 'Action::\"view\"' \\",
      "      --resource 'Photo::\"cat.jpg\"'",
      "  echo '{\"mfa\": true}' | remit authorize ... --context - --json",
      "  remit authorize --policies photos.cedar --entities photos.json --requests asked.jsonl"
    })
public final class AuthorizeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private WorldOptions worldOptions = new WorldOptions();
  @Mixin private RequestOptions requestOptions = new RequestOptions();

  @Option(
      names = "--json",
      description =
          "Print {\"decision\": \"allow\" or \"deny\", \"reasons\": [ids], \"errors\":"
              + " [{\"policy\": id, \"message\": text}]}.")
  private boolean json;

  public AuthorizeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    Asked asked = Asked.read(worldOptions, requestOptions, terminal);
    int code = ExitCode.ALLOW;
    for (Request request : asked.requests()) {
      code = Math.max(code, answer(asked.world().authorize(request)));
    }
    return code;
  }

  private int answer(Response response) {
    if (json || requestOptions.isMany()) {
      Answers.printJson(terminal, response);
    } else {
      Answers.print(terminal, response);
    }
    return Answers.exitCode(response);
  }
}
