package dev.remit.cli.serve;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.terminal.TextTable;
import dev.remit.cli.terminal.TextTable.Cell;
import dev.remit.cli.terminal.TextTable.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Evaluations that were asked of a service, each with its answer.
final class Conversation {
  /// A question that the example bundle denies.
  static final String EXAMPLE =
      "{\"subject\":{\"type\":\"ApiKey\",\"id\":\"old-agency\"},\"action\":{\"name\":\"read\"},"
          + "\"resource\":{\"type\":\"Dataset\",\"id\":\"tide-tables\"}}";

  private final List<Turn> turns;

  private Conversation(List<Turn> turns) {
    this.turns = List.copyOf(turns);
  }

  /// One question and its answer.
  private record Turn(Json.JsonObject question, Json.JsonObject answer) {
    private boolean isPermit() {
      return answer.find("decision") instanceof Json.JsonBool(boolean decision, _) && decision;
    }
  }

  /// Asks every line of a file, in order.
  static Conversation of(OwnService service, Path questions) throws Fault {
    List<Turn> turns = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(questions)) {
        turns.add(new Turn(object(line), object(service.ask(line))));
      }
      return new Conversation(turns);
    } catch (IOException e) {
      throw new Fault(questions + ": cannot be asked (" + e.getMessage() + ")");
    } catch (SyntaxException e) {
      throw Fault.of(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Fault("interrupted");
    }
  }

  private static Json.JsonObject object(String text) throws SyntaxException {
    return (Json.JsonObject) JsonReader.read(new Source("demo", text));
  }

  void print(Terminal terminal) {
    TextTable table =
        new TextTable(
            terminal,
            "  ",
            List.of(
                new Head("subject", false),
                new Head("action", false),
                new Head("resource", false),
                new Head("answer", false),
                new Head("because", false)));
    for (Turn turn : turns) {
      Cell answer =
          turn.isPermit() ? new Cell("permit", terminal::green) : new Cell("deny", terminal::red);
      table.add(
          List.of(
              Cell.of(text(turn.question(), "subject", "id")),
              Cell.of(text(turn.question(), "action", "name")),
              Cell.of(text(turn.question(), "resource", "id")),
              answer,
              Cell.of(because(turn.answer()))));
    }
    table.flush();
  }

  /// The id of the first decision that was a denial.
  String firstDenied() throws Fault {
    return turns.stream()
        .filter(turn -> !turn.isPermit())
        .map(turn -> text(turn.answer(), "context", "id"))
        .findFirst()
        .orElseThrow(() -> new Fault("demo: nothing was denied; restore the example bundle"));
  }

  private static String because(Json.JsonObject answer) {
    if (answer.find("context") instanceof Json.JsonObject context
        && context.find("reasons") instanceof Json.JsonArray(List<Json> reasons, _)
        && reasons.getFirst() instanceof Json.JsonObject reason) {
      return reason.find("policy") instanceof Json.JsonString(String policy, _)
          ? policy
          : "no policy permits it";
    }
    return "";
  }

  private static String text(Json.JsonObject parent, String object, String name) {
    return parent.find(object) instanceof Json.JsonObject inner
            && inner.find(name) instanceof Json.JsonString(String text, _)
        ? text
        : "";
  }
}
