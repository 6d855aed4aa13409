package dev.remit.pdp.decision;

import java.util.Objects;

/// Which engine answered. A replay by another one says so, because its answer may differ.
public record EngineVersion(String value) {
  /// Of this build; changes whenever an answer may.
  public static final EngineVersion CURRENT = new EngineVersion("remit-cedar 0.1 (Cedar 4.5)");

  public EngineVersion {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value;
  }
}
