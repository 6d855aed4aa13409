package dev.remit.pdp.tool;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a tool's server says of it. Source: Model Context Protocol, `tools/list`.
///
/// `parameters` are in the order of the schema, names unique.
public record ToolManifest(
    String name, String description, List<Parameter> parameters, Hints hints) {
  public ToolManifest {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a tool without a name");
    }
    Objects.requireNonNull(description, "description");
    parameters = List.copyOf(parameters);
    Objects.requireNonNull(hints, "hints");
  }

  /// What a server says of the effects of its tool. `changes`: it says that the tool is not
  /// read-only; `destroys`: that it is destructive. The opposites are not believed, so they are not
  /// kept.
  public record Hints(boolean changes, boolean destroys) {
    public static final Hints NONE = new Hints(false, false);
  }

  public Optional<Parameter> find(String parameter) {
    for (Parameter each : parameters) {
      if (each.name().equals(parameter)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// The same without hints.
  public ToolManifest withoutHints() {
    return new ToolManifest(name, description, parameters, Hints.NONE);
  }
}
