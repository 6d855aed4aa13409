package dev.remit.cli.authorize;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.text.EntityUidParser;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cli.input.RequestLines;
import dev.remit.cli.terminal.Attempts;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What is asked: one request by its parts, or a file of many.
public final class RequestOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(names = "--principal", paramLabel = "ENTITY", description = "Who asks.")
  private @Nullable String principal;

  @Option(names = "--action", paramLabel = "ENTITY", description = "What they ask to do.")
  private @Nullable String action;

  @Option(names = "--resource", paramLabel = "ENTITY", description = "To what.")
  private @Nullable String resource;

  @Option(
      names = "--context",
      paramLabel = "FILE",
      description = "The context of the request as a JSON object; empty if not given.")
  private @Nullable String context;

  @Option(
      names = "--requests",
      paramLabel = "FILE",
      description =
          "Instead of the four above: many requests, one a line, as {\"principal\":"
              + " \"User::\\\"alice\\\"\", \"action\": ..., \"resource\": ..., \"context\": {}}."
              + " The answers are JSON, one a line.")
  private @Nullable String requests;

  /// Whether a file of many is asked.
  boolean isMany() {
    return requests != null;
  }

  /// The requests in order, contexts read by `schema` if there is one; none if any is refused,
  /// which `attempts` then knows.
  List<Request> read(Optional<Schema> schema, Inputs inputs, Attempts attempts) {
    String file = requests;
    if (attempts.attempt(this::checked).isEmpty()) {
      return List.of();
    }
    return file == null
        ? one(schema, inputs, attempts).stream().toList()
        : attempts.attempt(() -> RequestLines.read(inputs.read(file), schema)).stream()
            .flatMap(List::stream)
            .map(RequestLines.Line::request)
            .toList();
  }

  private Optional<Request> one(Optional<Schema> schema, Inputs inputs, Attempts attempts) {
    Optional<EntityUid> who = uid("--principal", principal, attempts);
    Optional<EntityUid> what = uid("--action", action, attempts);
    Optional<EntityUid> which = uid("--resource", resource, attempts);
    Optional<RecordValue> circumstances = attempts.attempt(() -> context(schema, what, inputs));
    if (who.isEmpty() || what.isEmpty() || which.isEmpty() || circumstances.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Request(who.get(), what.get(), which.get(), circumstances.get()));
  }

  private static Optional<EntityUid> uid(String option, @Nullable String text, Attempts attempts) {
    String given = text == null ? "" : text;
    return attempts.attempt(() -> EntityUidParser.parse(new Source(option, given)));
  }

  private RecordValue context(Optional<Schema> schema, Optional<EntityUid> what, Inputs inputs)
      throws Fault, SyntaxException {
    String file = context;
    Source source = file == null ? new Source("--context", "{}") : inputs.read(file);
    return schema.isPresent() && what.isPresent()
        ? ContextJson.read(source, schema.get(), what.get())
        : ContextJson.read(source);
  }

  /// This, if either all parts of one request or a file of many is given.
  private RequestOptions checked() throws Fault {
    List<String> given = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    (principal == null ? missing : given).add("`--principal`");
    (action == null ? missing : given).add("`--action`");
    (resource == null ? missing : given).add("`--resource`");
    if (context != null) {
      given.add("`--context`");
    }
    if (isMany() && !given.isEmpty()) {
      throw usage("`--requests` is given beside " + String.join(", ", given), "drop one of them");
    }
    if (!isMany() && !missing.isEmpty()) {
      throw usage("missing " + String.join(", ", missing), "or give `--requests`");
    }
    return this;
  }

  private Fault usage(String what, String todo) {
    String name = command == null ? "remit" : command.qualifiedName();
    return new Fault(name + ": " + what + "; " + todo + ", see `" + name + " --help`");
  }
}
