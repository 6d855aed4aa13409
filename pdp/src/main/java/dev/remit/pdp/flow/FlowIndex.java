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
  /// About what one takes that knows nothing.
  private static final long BYTES_MIN = 4_096;

  private final Tools tools;
  private final Selection selection;
  private UserRequest request;
  private final FlowTable values;
  private final FlowTable words;
  private final FlowSources sources;
  private int heard;
  private int taken;

  private FlowIndex(Tools tools, Selection selection, UserRequest request) {
    this.tools = tools;
    this.selection = selection;
    this.request = request;
    this.values = new FlowTable(FlowLimits.VALUES_MAX);
    this.words = new FlowTable(FlowLimits.WORDS_MAX);
    this.sources = new FlowSources();
  }

  // INVARIANT: a request never changes once it is made, so that copies share it.
  private FlowIndex(FlowIndex other) {
    this.tools = other.tools;
    this.selection = other.selection;
    this.request = other.request;
    this.values = other.values.copy();
    this.words = other.words.copy();
    this.sources = other.sources.copy();
    this.heard = other.heard;
    this.taken = other.taken;
  }

  /// The index of a new task, for what its user said, and with the tools that it is offered.
  public static FlowIndex open(String said, Tools tools, Selection selection, FlowKey key) {
    FlowIndex index =
        new FlowIndex(
            Objects.requireNonNull(tools, "tools"),
            Objects.requireNonNull(selection, "selection"),
            UserRequest.of(said, tools, key));
    index.heard = Math.min(said.length(), FlowLimits.REQUEST_CHARS_MAX);
    return index;
  }

  /// One that knows the same, and learns on its own from here on; each is for a thread of its own.
  /// `O(size)`.
  public FlowIndex copy() {
    return new FlowIndex(this);
  }

  /// Takes in what more the user said, as a part of the request. False, and nothing is taken in,
  /// where it does not fit.
  public boolean hear(String said) {
    if (said.length() > FlowLimits.REQUEST_CHARS_MAX - heard) {
      return false;
    }
    heard += said.length();
    request = request.and(said, tools);
    return true;
  }

  /// Where the arguments of a call come from. Looks up the words and values of the arguments, and
  /// nothing else: what it costs does not depend on what was taken in.
  public GradedCall grade(String tool, Json.JsonObject arguments) {
    return grade(tool, arguments, tools, selection);
  }

  /// The same, by what is known of tools now, which may not be what was known at the beginning.
  public GradedCall grade(
      String tool, Json.JsonObject arguments, Tools current, Selection selecting) {
    Tool found =
        current
            .find(tool)
            .orElseGet(() ->
                ToolClassifier.classify(
                    new ToolManifest(tool, "", List.of(), ToolManifest.Hints.NONE)));
    return new CallGrading(found, arguments, new Lookup(request, values, words, sources), selecting)
        .grade();
  }

  /// Whether a result of that many characters is taken in.
  public boolean hasRoomFor(int resultChars) {
    return resultChars <= FlowLimits.RESULT_CHARS_MAX - taken;
  }

  /// Takes in what a permitted call answered, with the labels of the call. `O(result)`. The result
  /// of a call that was denied does not exist.
  public void take(GradedCall call, SortedSet<String> labels, String result) {
    if (!hasRoomFor(result.length())) {
      return;
    }
    taken += result.length();
    new ResultIntake(call, request, values, words, sources.bit(call.tool().name(), labels), result)
        .take();
  }

  /// Bytes of memory, about.
  public long bytes() {
    return BYTES_MIN + request.bytes() + values.bytes() + words.bytes() + sources.bytes();
  }

  /// Values, and words with pairs of words, that are known.
  public int size() {
    return values.size() + words.size();
  }
}
