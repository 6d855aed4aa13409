package dev.remit.pdp.input;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Reads one recorded agent run: every tool call of its messages is a request, in order.
///
/// Two shapes: `pipeline_name`, `suite_name`, `user_task_id` beside the messages and calls of
/// `{function, args}`; or all that under `metadata`, with `model` for the agent, and calls of
/// `{function: {name, arguments}}`. Arguments may be an object, its JSON as a string, or null. A
/// `user` beside the messages is the user that the agent works for. All provenance is asserted.
final class AgentRunReader {
  private final String origin;
  private final Diagnostics mistakes;
  private final String agent;
  private final Claim<String> user;
  private final Claim<String> task;
  private final Set<String> tools = new LinkedHashSet<>();
  private final List<RawRequest> requests = new ArrayList<>();
  private final Json.JsonObject run;
  private final StringJoiner said = new StringJoiner("\n");
  private final List<AgentRun.Step> steps = new ArrayList<>();
  private final Map<String, Integer> unanswered = new LinkedHashMap<>();
  private int calls;

  private AgentRunReader(
      String origin,
      Json.JsonObject run,
      Diagnostics mistakes,
      String agent,
      Claim<String> user,
      Claim<String> task) {
    this.origin = origin;
    this.run = run;
    this.mistakes = mistakes;
    this.agent = agent;
    this.user = user;
    this.task = task;
  }

  /// What it read; what is returned beside mistakes, which are added, is not used.
  static AgentRunReader read(String origin, Json.JsonObject run, Diagnostics mistakes) {
    String agent = Misshapen.collect(mistakes, () -> agent(run));
    Claim<String> task = Misshapen.collect(mistakes, () -> task(run));
    AgentRunReader reader =
        new AgentRunReader(
            origin,
            run,
            mistakes,
            agent == null ? "" : agent,
            claim(Members.findText(run, "user")),
            task == null ? Claim.absent() : task);
    reader.addMessages(run);
    reader.refuseTooMany(run);
    return reader;
  }

  /// The calls.
  List<RawRequest> requests() {
    return requests;
  }

  /// The calls with what is around them.
  AgentRun run() {
    Json.JsonObject named =
        run.find("suite_name") == null && run.find("metadata") instanceof Json.JsonObject metadata
            ? metadata
            : run;
    return new AgentRun(
        agent,
        textOf(named, "suite_name"),
        textOf(named, "user_task_id"),
        textOf(named, "injection_task_id"),
        isTrue(run, "utility") || isTrue(named, "success"),
        isTrue(named, "security") && Members.find(named, "injection_task_id") != null,
        said.toString(),
        steps);
  }

  private static String textOf(Json.JsonObject object, String name) {
    String text = Members.findText(object, name);
    return text == null ? "" : text;
  }

  private static boolean isTrue(Json.JsonObject object, String name) {
    return object.find(name) instanceof Json.JsonBool(boolean value, Span _) && value;
  }

  private void addMessages(Json.JsonObject run) {
    int index = 0;
    for (Json message : array(run, "", "messages")) {
      String path = "messages[" + index++ + "]";
      Json.JsonObject object =
          Misshapen.collect(mistakes, () -> Members.requireObject(message, path));
      if (object != null) {
        addCalls(path + ".", object);
        addText(object);
      }
    }
  }

  private void addText(Json.JsonObject message) {
    String role = Members.findText(message, "role");
    if ("user".equals(role)) {
      said.add(content(message.find("content")));
    } else if ("tool".equals(role)) {
      Integer call = answered(message);
      if (call != null) {
        steps.add(new AgentRun.Step.Result(call, content(message.find("content"))));
      }
    }
  }

  /// The call that has the id of the answer; where that has none, the first without an answer.
  private @Nullable Integer answered(Json.JsonObject message) {
    String id = Members.findText(message, "tool_call_id");
    if (id != null) {
      return unanswered.remove(id);
    }
    Iterator<Integer> first = unanswered.values().iterator();
    Integer call = first.hasNext() ? first.next() : null;
    unanswered.values().remove(call);
    return call;
  }

  /// A text, or the texts of a list of parts.
  private static String content(@Nullable Json content) {
    return switch (content) {
      case null -> "";
      case Json.JsonString(String text, Span _) -> text;
      case Json.JsonArray(List<Json> parts, Span _) -> {
        StringJoiner texts = new StringJoiner("\n");
        for (Json part : parts) {
          if (part instanceof Json.JsonObject object) {
            String text = Members.findText(object, "content");
            texts.add(text == null ? textOf(object, "text") : text);
          } else {
            texts.add(content(part));
          }
        }
        yield texts.toString();
      }
      case Json.JsonNull _ -> "";
      case Json other -> JsonWriter.compact(other);
    };
  }

  private void refuseTooMany(Json.JsonObject run) {
    if (calls > InputLimits.CALLS_MAX) {
      tooMany(run, InputLimits.CALLS_MAX + " calls");
    }
    if (tools.size() > InputLimits.TOOLS_MAX) {
      tooMany(run, InputLimits.TOOLS_MAX + " tools");
    }
  }

  private void tooMany(Json.JsonObject run, String limit) {
    mistakes.add("input.limit", Members.brace(run), "more than " + limit + " in a run", "split it");
  }

  private static String agent(Json.JsonObject run) throws Misshapen {
    String pipeline = Members.findText(run, "pipeline_name");
    String agent =
        pipeline == null
            ? Members.findText(Members.findObject(run, "", "metadata"), "model")
            : pipeline;
    if (agent == null || agent.isEmpty()) {
      throw new Misshapen(
          Members.brace(run), "no agent", "write `pipeline_name` or `metadata.model`");
    }
    return agent;
  }

  private static Claim<String> task(Json.JsonObject run) throws Misshapen {
    Json.JsonObject named =
        run.find("suite_name") == null ? Members.findObject(run, "", "metadata") : run;
    String suite = Members.findText(named, "suite_name");
    String task = Members.findText(named, "user_task_id");
    return claim(task == null || suite == null ? task : suite + "/" + task);
  }

  private static Claim<String> claim(@Nullable String text) {
    return text == null ? Claim.absent() : Claim.asserted(text);
  }

  private List<Json> array(Json.JsonObject parent, String path, String name) {
    List<Json> elements = Misshapen.collect(mistakes, () -> Members.findArray(parent, path, name));
    return elements == null ? List.of() : elements;
  }

  private void addCalls(String path, Json.JsonObject message) {
    int index = 0;
    for (Json call : array(message, path, "tool_calls")) {
      String callPath = path + "tool_calls[" + index++ + "]";
      Json.JsonObject object =
          Misshapen.collect(mistakes, () -> Members.requireObject(call, callPath));
      if (object != null) {
        addCall(callPath + ".", object);
      }
    }
  }

  private void addCall(String path, Json.JsonObject call) {
    if (call.find("function") instanceof Json.JsonObject function) {
      addCall(path + "function.", call, function, "name", "arguments");
    } else {
      addCall(path, call, call, "function", "args");
    }
  }

  private void addCall(
      String path,
      Json.JsonObject whole,
      Json.JsonObject call,
      String toolName,
      String argumentsName) {
    calls++;
    String tool = Misshapen.collect(mistakes, () -> Members.requireText(call, path, toolName));
    Json.JsonObject arguments =
        Misshapen.collect(
            mistakes, () -> arguments(path + argumentsName, Members.find(call, argumentsName)));
    if (tool != null && arguments != null && isWithinLimits()) {
      add(tool, arguments);
      String id = Members.findText(whole, "id");
      unanswered.put(id == null ? "#" + requests.size() : id, requests.size() - 1);
    }
  }

  private boolean isWithinLimits() {
    return calls <= InputLimits.CALLS_MAX && tools.size() <= InputLimits.TOOLS_MAX;
  }

  private static Json.JsonObject arguments(String path, @Nullable Json json) throws Misshapen {
    Json.JsonObject arguments =
        switch (json) {
          case null -> Json.object();
          case Json.JsonString text -> written(path, text);
          case Json other -> Members.requireObject(other, path);
        };
    return Members.requireFlat(arguments, path);
  }

  /// What a text holds stands at no place of the line, so the text does.
  private static Json.JsonObject written(String path, Json.JsonString text) throws Misshapen {
    try {
      if (JsonReader.read(new Source(path, text.value())) instanceof Json.JsonObject object) {
        return new Json.JsonObject(object.members(), text.span());
      }
    } catch (SyntaxException e) {
      throw new Misshapen(
          text.span(), "`" + path + "` is a text that is not JSON", "write an object");
    }
    throw new Misshapen(
        text.span(), "`" + path + "` is a text that holds no object", "write an object");
  }

  private void add(String tool, Json.JsonObject arguments) {
    Provenance provenance =
        new Provenance(
            user,
            Claim.asserted(agent),
            task,
            Claim.asserted(List.copyOf(tools)),
            Claim.asserted(requests.size() + 1L));
    RawRequest.ToolCall request =
        new RawRequest.ToolCall(origin, agent, tool, arguments, provenance);
    requests.add(request);
    steps.add(new AgentRun.Step.Call(request));
    tools.add(tool);
  }
}
