package dev.remit.pdp.sensitive;

import java.util.List;

/// Names of headers that carry credentials, in any case.
final class CredentialNames {
  private static final List<String> ALL =
      List.of(
          "authorization",
          "cookie",
          "proxy-authorization",
          "set-cookie",
          "x-amz-security-token",
          "x-api-key",
          "x-auth-token");

  private CredentialNames() {}

  /// Costs a comparison of lengths for each, for most names.
  static boolean contains(String name) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
