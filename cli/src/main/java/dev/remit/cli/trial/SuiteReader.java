package dev.remit.cli.trial;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.policy.Limits;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import dev.remit.cli.terminal.Terminal;
import dev.remit.pdp.tool.Tool;
import dev.remit.pdp.tool.ToolClassifier;
import dev.remit.pdp.tool.ToolReader;
import dev.remit.pdp.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads suites of benchmarks: `suite`, `tools` as a server lists them, `injection_tasks` with
/// `id`, `goal` and `ground_truth`, calls of `{function, args}`.
final class SuiteReader {
  private static final String CODE = "suite.shape";

  private final Diagnostics mistakes;

  private SuiteReader(Diagnostics mistakes) {
    this.mistakes = mistakes;
  }

  /// By name. `places` are files, or folders of which each `*.json` is one; throws with everything
  /// that is wrong with any of them.
  static SortedMap<String, Suite> requireAll(Terminal terminal, List<Path> places) throws Fault {
    Inputs inputs = new Inputs(terminal);
    SortedMap<String, Suite> suites = new TreeMap<>();
    List<Fault> faults = new ArrayList<>();
    for (Path place : places) {
      try {
        for (Path file : files(place)) {
          Suite suite = read(inputs.read(file.toString()));
          if (suites.put(suite.name(), suite) != null) {
            throw new Fault(file + ": suite `" + suite.name() + "` is given twice; name one file");
          }
        }
      } catch (Fault e) {
        faults.add(e);
      } catch (SyntaxException e) {
        faults.add(Fault.of(e));
      }
    }
    Optional<Fault> merged = Fault.merge(faults);
    if (merged.isPresent()) {
      throw merged.get();
    }
    return suites;
  }

  private static List<Path> files(Path place) throws Fault {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      if (found.isEmpty()) {
        throw new Fault(place + ": no suite in it; name a folder with `*.json`, or a file");
      }
      return found;
    } catch (IOException e) {
      throw new Fault(place + ": cannot be read (" + e + "); check its permissions");
    }
  }

  static Suite read(Source source) throws SyntaxException {
    Diagnostics mistakes = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    Optional<Suite> suite = new SuiteReader(mistakes).suite(JsonReader.read(mistakes));
    mistakes.refuseIfAny();
    return suite.orElseThrow();
  }

  /// Empty after a mistake.
  private Optional<Suite> suite(Json json) throws SyntaxException {
    if (!(json instanceof Json.JsonObject root)) {
      mistakes.add(CODE, json.span(), "a suite is " + json.kind(), "write an object");
      return Optional.empty();
    }
    String name = text(root, "suite");
    Json.JsonArray written = array(root, "tools");
    SortedMap<String, Suite.Attack> attacks = new TreeMap<>();
    for (Json attack : array(root, "injection_tasks").elements()) {
      if (attack instanceof Json.JsonObject object) {
        String id = text(object, "id");
        attacks.put(id, new Suite.Attack(id, text(object, "goal"), calls(object)));
      } else {
        mistakes.add(CODE, attack.span(), "an attack is " + attack.kind(), "write an object");
      }
    }
    if (!mistakes.isEmpty()) {
      return Optional.empty();
    }
    List<Tool> tools =
        ToolReader.read(new Source(mistakes.source().name(), JsonWriter.pretty(written))).stream()
            .map(ToolClassifier::classify)
            .toList();
    return Optional.of(new Suite(name, written, Tools.of(tools), attacks));
  }

  private List<Suite.Call> calls(Json.JsonObject attack) {
    List<Suite.Call> calls = new ArrayList<>();
    for (Json call : array(attack, "ground_truth").elements()) {
      if (call instanceof Json.JsonObject object) {
        Json arguments = object.find("args");
        calls.add(
            new Suite.Call(
                text(object, "function"),
                arguments instanceof Json.JsonObject given ? given : Json.object()));
      } else {
        mistakes.add(CODE, call.span(), "a call is " + call.kind(), "write an object");
      }
    }
    return calls;
  }

  private String text(Json.JsonObject object, String name) {
    @Nullable Json found = object.find(name);
    if (found instanceof Json.JsonString(String text, Span _) && !text.isEmpty()) {
      return text;
    }
    mistakes.add(CODE, object.span(), "`" + name + "` is missing", "write a text");
    return "";
  }

  private Json.JsonArray array(Json.JsonObject object, String name) {
    if (object.find(name) instanceof Json.JsonArray array) {
      return array;
    }
    mistakes.add(CODE, object.span(), "`" + name + "` is missing", "write a list");
    return Json.array(List.of());
  }
}
