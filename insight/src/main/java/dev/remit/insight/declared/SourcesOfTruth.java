package dev.remit.insight.declared;

import java.util.Objects;

/// What is known beside the log: what is declared of identities, which changes were approved, and
/// who answers for policies.
public record SourcesOfTruth(Declarations declared, Approvals approved, PolicyOwners owners) {
  /// Nothing.
  public static final SourcesOfTruth NONE =
      new SourcesOfTruth(Declarations.NONE, Approvals.NOT_KNOWN, PolicyOwners.NONE);

  public SourcesOfTruth {
    Objects.requireNonNull(declared, "declared");
    Objects.requireNonNull(approved, "approved");
    Objects.requireNonNull(owners, "owners");
  }
}
