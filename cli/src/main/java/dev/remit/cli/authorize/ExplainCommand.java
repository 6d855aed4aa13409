package dev.remit.cli.authorize;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.explain.ExplanationJson;
import dev.remit.cedar.explain.ExplanationPrinter;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit explain`: why a request is allowed or denied, clause by clause.
@Command(
    name = "explain",
    customSynopsis = {
      "remit explain --policies FILE... [--links FILE] --entities FILE... [--schema FILE]",
      "           --principal ENTITY --action ENTITY --resource ENTITY [--context FILE] [--json]",
      "       remit explain --policies FILE... [--links FILE] --entities FILE... [--schema FILE]",
      "           --requests FILE [--json]"
    },
    description = {
      "Decides requests and says why, clause by clause.",
      "For each policy that matters: which clause was true, false or had no value, and on which"
          + " values."
    },
    footer = {
      "",
      "Where no policy permits, the permits that came nearest are shown with what stood in their"
          + " way.",
      "",
      "Exit code: 0 if the request is allowed, 2 if it is denied, 1 if anything is at fault; of"
          + " several, the highest of 0 and 2.",
      "",
      "Examples:",
      "  remit explain --policies photos.cedar --entities photos.json \\",
      "      --principal 'User::\"alice\"' --action 'Action::\"view\"' \\",
      "      --resource 'Photo::\"cat.jpg\"'",
      "  remit explain --policies photos.cedar --entities photos.json --requests asked.jsonl --json"
    })
public final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private WorldOptions worldOptions = new WorldOptions();
  @Mixin private RequestOptions requestOptions = new RequestOptions();

  @Option(
      names = "--json",
      description =
          "Print the answer of `remit authorize --json` with conclusion, policies and nearest"
              + " permits, one line a request.")
  private boolean json;

  public ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    Asked asked = Asked.read(worldOptions, requestOptions, terminal);
    Map<PolicyId, Source> origins = asked.world().policies().origins();
    int code = ExitCode.ALLOW;
    for (int i = 0; i < asked.requests().size(); i++) {
      Explanation explanation = asked.world().explain(asked.requests().get(i));
      print(explanation, origins, i > 0);
      code = Math.max(code, explanation.permitted() ? ExitCode.ALLOW : ExitCode.DENY);
    }
    return code;
  }

  private void print(Explanation explanation, Map<PolicyId, Source> origins, boolean another) {
    if (json) {
      terminal.out().println(JsonWriter.compact(ExplanationJson.write(explanation)));
      return;
    }
    if (another) {
      terminal.out().println();
    }
    terminal
        .out()
        .print(
            ExplanationPrinter.print(
                explanation,
                policy -> Optional.ofNullable(origins.get(policy)),
                ExplanationPrinter.WIDTH));
  }
}
