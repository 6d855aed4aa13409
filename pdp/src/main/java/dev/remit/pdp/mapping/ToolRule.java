package dev.remit.pdp.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// How the calls of one tool are mapped; arguments without a rule take the default.
public record ToolRule(ResourceRule resource, Map<String, ArgumentRule> arguments) {
  public ToolRule {
    Objects.requireNonNull(resource, "resource");
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }
}
