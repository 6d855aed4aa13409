package dev.remit.pdp.bundle;

import java.util.Objects;

/// In which attributes entities say who answers for a resource, and how sensitive it is.
public record ResourceAttributes(String owner, String classification) {
  /// Where a bundle says nothing else.
  public static final ResourceAttributes STANDARD =
      new ResourceAttributes("owner", "classification");

  public ResourceAttributes {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(classification, "classification");
  }
}
