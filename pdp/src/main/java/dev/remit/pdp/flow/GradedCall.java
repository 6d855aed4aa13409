package dev.remit.pdp.flow;

import dev.remit.pdp.tool.Tool;
import java.util.Objects;
import java.util.Set;

/// A call of a tool as it was when it was asked for: where its arguments came from, and what that
/// makes of its result. It keeps no argument.
///
/// `selects` says that what the call names is the user's, or of what the user pointed to, so that
/// the user pointed to its result too; `bare` that it has no arguments.
public record GradedCall(Tool tool, Flow flow, boolean selects, boolean bare, Set<Long> hosts) {
  public GradedCall {
    Objects.requireNonNull(tool, "tool");
    Objects.requireNonNull(flow, "flow");
    hosts = Set.copyOf(hosts);
  }
}
