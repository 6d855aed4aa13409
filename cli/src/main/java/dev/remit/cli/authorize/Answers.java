package dev.remit.cli.authorize;

import dev.remit.cedar.engine.PolicyError;
import dev.remit.cedar.engine.Response;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Terminal;
import java.util.stream.Collectors;

/// Prints what the engine answers.
final class Answers {
  private Answers() {}

  static int exitCode(Response response) {
    return response.permitted() ? ExitCode.ALLOW : ExitCode.DENY;
  }

  /// `allow` or `deny`, as everybody who writes Cedar says.
  static String decision(Response response) {
    return response.permitted() ? "allow" : "deny";
  }

  /// `{"decision": …, "reasons": […], "errors": [{"policy": …, "message": …}]}`.
  static Json.JsonObject json(Response response) {
    return Json.object(
        Json.Member.of("decision", Json.string(decision(response))),
        Json.Member.of(
            "reasons",
            Json.array(response.reasons().stream().map(id -> Json.string(id.value())).toList())),
        Json.Member.of(
            "errors", Json.array(response.errors().stream().map(Answers::json).toList())));
  }

  private static Json json(PolicyError error) {
    return Json.object(
        Json.Member.of("policy", Json.string(error.policy().value())),
        Json.Member.of("message", Json.string(error.message())));
  }

  static void printJson(Terminal terminal, Response response) {
    terminal.out().println(JsonWriter.compact(json(response)));
  }

  static void print(Terminal terminal, Response response) {
    String decision = decision(response);
    terminal
        .out()
        .println(
            terminal.bold(
                response.permitted() ? terminal.green(decision) : terminal.red(decision)));
    terminal.out().println("reasons: " + reasons(response));
    for (PolicyError error : response.errors()) {
      terminal
          .out()
          .println(terminal.yellow("error") + " in " + error.policy() + ": " + error.message());
    }
  }

  private static String reasons(Response response) {
    return response.reasons().isEmpty()
        ? "none, because no permit applies"
        : response.reasons().stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
