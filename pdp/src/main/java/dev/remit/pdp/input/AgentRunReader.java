package dev.remit.pdp.input;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one recorded agent run: every tool call of its messages is a request, in order.
///
/// Two shapes: `pipeline_name`, `suite_name`, `user_task_id` beside the messages and calls of
/// `{function, args}`; or all that under `metadata`, with `model` for the agent, and calls of
/// `{function: {name, arguments}}`. Arguments may be an object, its JSON as a string, or null. A
/// `user` beside the messages is the user that the agent works for. All provenance is asserted.
final class AgentRunReader {
  private final String origin;
  private final String agent;
  private final Claim<String> user;
  private final Claim<String> task;
  private final Set<String> tools = new LinkedHashSet<>();
  private final List<RawRequest> requests = new ArrayList<>();

  private AgentRunReader(String origin, String agent, Claim<String> user, Claim<String> task) {
    this.origin = origin;
    this.agent = agent;
    this.user = user;
    this.task = task;
  }

  static List<RawRequest> read(String origin, Json.JsonObject run) throws Misshapen {
    AgentRunReader reader =
        new AgentRunReader(origin, agent(run), claim(Members.findText(run, "user")), task(run));
    int index = 0;
    for (Json message : Members.findArray(run, "", "messages")) {
      String path = "messages[" + index++ + "]";
      reader.addCalls(path + ".", Members.requireObject(message, path));
    }
    return reader.requests;
  }

  private static String agent(Json.JsonObject run) throws Misshapen {
    String pipeline = Members.findText(run, "pipeline_name");
    String agent =
        pipeline == null
            ? Members.findText(Members.findObject(run, "", "metadata"), "model")
            : pipeline;
    if (agent == null || agent.isEmpty()) {
      throw new Misshapen("no agent; write `pipeline_name` or `metadata.model`");
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

  private void addCalls(String path, Json.JsonObject message) throws Misshapen {
    int index = 0;
    for (Json call : Members.findArray(message, path, "tool_calls")) {
      String callPath = path + "tool_calls[" + index++ + "]";
      addCall(callPath + ".", Members.requireObject(call, callPath));
    }
  }

  private void addCall(String path, Json.JsonObject call) throws Misshapen {
    if (requests.size() == InputLimits.CALLS_MAX) {
      throw new Misshapen("more than " + InputLimits.CALLS_MAX + " calls in a run; split it");
    }
    if (call.find("function") instanceof Json.JsonObject function) {
      String tool = Members.requireText(function, path + "function.", "name");
      add(tool, arguments(path + "function.arguments", Members.find(function, "arguments")));
    } else {
      String tool = Members.requireText(call, path, "function");
      add(tool, arguments(path + "args", Members.find(call, "args")));
    }
  }

  private static Json.JsonObject arguments(String path, @Nullable Json json) throws Misshapen {
    Json.JsonObject arguments =
        switch (json) {
          case null -> Json.object();
          case Json.JsonString text -> Members.requireObject(parse(path, text.value()), path);
          case Json other -> Members.requireObject(other, path);
        };
    return Members.requireFlat(arguments, path);
  }

  private static Json parse(String path, String text) throws Misshapen {
    try {
      return JsonReader.read(new Source(path, text));
    } catch (SyntaxException e) {
      throw new Misshapen("`" + path + "` is a text that is not JSON; write an object");
    }
  }

  private void add(String tool, Json.JsonObject arguments) throws Misshapen {
    Provenance provenance =
        new Provenance(
            user,
            Claim.asserted(agent),
            task,
            Claim.asserted(List.copyOf(tools)),
            Claim.asserted(requests.size() + 1L));
    requests.add(new RawRequest.ToolCall(origin, agent, tool, arguments, provenance));
    tools.add(tool);
    if (tools.size() > InputLimits.TOOLS_MAX) {
      throw new Misshapen("more than " + InputLimits.TOOLS_MAX + " tools in a run; split it");
    }
  }
}
