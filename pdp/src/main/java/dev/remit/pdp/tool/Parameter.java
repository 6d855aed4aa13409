package dev.remit.pdp.tool;

import dev.remit.cedar.json.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An argument that a tool declares. `type` and `format` are JSON Schema's, or empty. `choices` are
/// the texts that its schema enumerates, null where it enumerates nothing.
public record Parameter(
    String name,
    String description,
    String type,
    String format,
    @Nullable List<String> choices,
    @Nullable Json standard) {
  public Parameter {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(format, "format");
    choices = choices == null ? null : List.copyOf(choices);
  }

  /// A text of which nothing else is known.
  public static Parameter text(String name) {
    return new Parameter(name, "", "string", "", null, null);
  }
}
