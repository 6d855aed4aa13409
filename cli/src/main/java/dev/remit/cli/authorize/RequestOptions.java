package dev.remit.cli.authorize;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.text.EntityUidParser;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cli.terminal.Attempts;
import dev.remit.cli.terminal.Inputs;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// One request by its parts.
public final class RequestOptions {
  @Option(
      names = "--principal",
      required = true,
      paramLabel = "ENTITY",
      description = "Who asks, as 'User::\"alice\"'.")
  private String principal = "";

  @Option(
      names = "--action",
      required = true,
      paramLabel = "ENTITY",
      description = "What they ask to do, as 'Action::\"view\"'.")
  private String action = "";

  @Option(
      names = "--resource",
      required = true,
      paramLabel = "ENTITY",
      description = "To what, as 'Photo::\"cat.jpg\"'.")
  private String resource = "";

  @Option(
      names = "--context",
      paramLabel = "FILE",
      description = "The context of the request, as a JSON object; empty if not given.")
  private @Nullable String context;

  /// Empty if any part is refused, which `attempts` then knows.
  Optional<Request> read(Inputs inputs, Attempts attempts) {
    Optional<EntityUid> who = uid("--principal", principal, attempts);
    Optional<EntityUid> what = uid("--action", action, attempts);
    Optional<EntityUid> which = uid("--resource", resource, attempts);
    Optional<RecordValue> circumstances = context(inputs, attempts);
    if (who.isEmpty() || what.isEmpty() || which.isEmpty() || circumstances.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Request(who.get(), what.get(), which.get(), circumstances.get()));
  }

  private static Optional<EntityUid> uid(String option, String text, Attempts attempts) {
    return attempts.attempt(() -> EntityUidParser.parse(new Source(option, text)));
  }

  private Optional<RecordValue> context(Inputs inputs, Attempts attempts) {
    String file = context;
    return file == null
        ? Optional.of(RecordValue.EMPTY)
        : attempts.attempt(() -> ContextJson.read(inputs.read(file)));
  }
}
