package dev.remit.insight.declared;

/// Knows who answers for the policies of bundles.
@FunctionalInterface
public interface PolicyOwners {
  /// Knows nobody.
  PolicyOwners NONE = (_, _, _) -> "";

  /// Who answers for a policy of a tenant's bundle, which is given by its digest; empty where that
  /// is not known.
  String owner(String tenant, String bundle, String policy);
}
