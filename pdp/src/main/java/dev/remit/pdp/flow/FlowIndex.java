package dev.remit.pdp.flow;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.tool.Tool;
import dev.remit.pdp.tool.ToolClassifier;
import dev.remit.pdp.tool.ToolManifest;
import dev.remit.pdp.tool.Tools;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;

/// What has passed through one task: the user's request, and the results of its tools. Within
/// [FlowLimits]; keys of values, never values.
///
/// For one thread at a time: whoever owns the task guards it. A call is graded when it is asked for
/// and its result taken in after it, so no call sees a result that came later.
public final class FlowIndex {
  private final Tools tools;
  private final Selection selection;
  private final UserRequest request;
  private final FlowTable values = new FlowTable(FlowLimits.VALUES_MAX);
  private final FlowTable words = new FlowTable(FlowLimits.WORDS_MAX);
  private final FlowSources sources = new FlowSources();
  private int taken;

  private FlowIndex(Tools tools, Selection selection, UserRequest request) {
    this.tools = tools;
    this.selection = selection;
    this.request = request;
  }

  /// The index of a new task, for what its user said, and with the tools that it is offered.
  public static FlowIndex open(String said, Tools tools, Selection selection, FlowKey key) {
    return new FlowIndex(
        Objects.requireNonNull(tools, "tools"),
        Objects.requireNonNull(selection, "selection"),
        UserRequest.of(said, tools, key));
  }

  /// Where the arguments of a call come from. Looks up the words and values of the arguments, and
  /// nothing else: what it costs does not depend on what was taken in.
  public GradedCall grade(String tool, Json.JsonObject arguments) {
    Tool found =
        tools
            .find(tool)
            .orElseGet(() ->
                ToolClassifier.classify(
                    new ToolManifest(tool, "", List.of(), ToolManifest.Hints.NONE)));
    return new CallGrading(found, arguments, new Lookup(request, values, words, sources), selection)
        .grade();
  }

  /// Takes in what a permitted call answered, with the labels of the call. `O(result)`. The result
  /// of a call that was denied does not exist.
  public void take(GradedCall call, SortedSet<String> labels, String result) {
    if (result.length() > FlowLimits.RESULT_CHARS_MAX - taken) {
      return;
    }
    taken += result.length();
    new ResultIntake(call, request, values, words, sources.bit(call.tool().name(), labels), result)
        .take();
  }

  /// Values, and words with pairs of words, that are known.
  public int size() {
    return values.size() + words.size();
  }
}
