package dev.remit.cli.trial;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.tool.Tool;
import dev.remit.pdp.tool.ToolClassifier;
import dev.remit.pdp.tool.ToolManifest;
import dev.remit.pdp.tool.Tools;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// A suite of a benchmark: the tools that its agents are offered, and its attacks by id. `written`
/// are the tools as the suite has them.
record Suite(String name, Json.JsonArray written, Tools tools, SortedMap<String, Attack> attacks) {
  Suite {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(written, "written");
    Objects.requireNonNull(tools, "tools");
    attacks = Collections.unmodifiableSortedMap(new TreeMap<>(attacks));
  }

  /// What an attack is after, and the calls that reach it.
  record Attack(String id, String goal, List<Call> calls) {
    Attack {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(goal, "goal");
      calls = List.copyOf(calls);
    }

    /// Whether its calls stand for others that nobody wrote down: one has an empty argument.
    boolean isPlaceholder() {
      return calls.stream()
          .flatMap(call -> call.arguments().members().stream())
          .anyMatch(argument -> argument.value().equals(Json.string("")));
    }
  }

  /// A call of a tool.
  record Call(String tool, Json.JsonObject arguments) {
    Call {
      Objects.requireNonNull(tool, "tool");
      Objects.requireNonNull(arguments, "arguments");
    }
  }

  /// The tool of a name; one that the suite does not declare is told by its name.
  Tool tool(String tool) {
    return tools
        .find(tool)
        .orElseGet(() ->
            ToolClassifier.classify(
                new ToolManifest(tool, "", List.of(), ToolManifest.Hints.NONE)));
  }
}
