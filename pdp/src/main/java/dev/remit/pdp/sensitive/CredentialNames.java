package dev.remit.pdp.sensitive;

import java.util.List;

/// Names of headers, and of the query parameter of RFC 6750, that carry credentials, in any case.
public final class CredentialNames {
  private static final List<String> ALL =
      List.of(
          "access_token",
          "authorization",
          "cookie",
          "proxy-authorization",
          "remit-task",
          "set-cookie",
          "txn-token",
          "x-amz-security-token",
          "x-api-key",
          "x-auth-token",
          "x-remit-authorization");

  private CredentialNames() {}

  /// Costs a comparison of lengths for each, for most names.
  public static boolean contains(String name) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
