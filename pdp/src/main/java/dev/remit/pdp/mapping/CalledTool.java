package dev.remit.pdp.mapping;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.request.RawRequest;
import java.util.Objects;
import java.util.Optional;

/// The call of a tool that a request is, with its arguments as they came.
public record CalledTool(String tool, Json.JsonObject arguments) {
  private static final String ARGUMENTS = "arguments";

  public CalledTool {
    Objects.requireNonNull(tool, "tool");
    Objects.requireNonNull(arguments, "arguments");
  }

  /// An evaluation is one if its context has `arguments`, an object: of `t` where it is
  /// `Action::"call"` on `Tool::"t"` or `Action::"t"` on anything, as [Mapping] makes calls. One
  /// without `arguments` says nothing of them, which is not that there are none.
  public static Optional<CalledTool> of(RawRequest raw) {
    return switch (raw) {
      case RawRequest.ToolCall call -> Optional.of(new CalledTool(call.tool(), call.arguments()));
      case RawRequest.Evaluation evaluation ->
          evaluation.context().find(ARGUMENTS) instanceof Json.JsonObject arguments
                  && !tool(evaluation).isEmpty()
              ? Optional.of(new CalledTool(tool(evaluation), arguments))
              : Optional.empty();
      case RawRequest.Search _, RawRequest.HttpCall _, RawRequest.AccessReview _ ->
          Optional.empty();
    };
  }

  private static String tool(RawRequest.Evaluation evaluation) {
    boolean declared =
        Mapping.CALL.equals(Mapping.uid(evaluation.action()))
            && Mapping.TOOL.value().equals(evaluation.resource().type());
    return declared ? evaluation.resource().id() : evaluation.action().id();
  }
}
