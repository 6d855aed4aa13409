package dev.remit.insight.observe.cloudtrail;

import java.util.Optional;

/// Names of resources of AWS: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`.
final class Arns {
  private static final int PARTS = 6;
  private static final String SESSION = "assumed-role/";

  private Arns() {}

  /// Of an identity or a policy, which are in no region.
  static String iam(String account, String resource) {
    return "arn:aws:iam::" + account + ":" + resource;
  }

  static String user(String account, String name) {
    return iam(account, "user/" + name);
  }

  static String role(String account, String name) {
    return iam(account, "role/" + name);
  }

  /// The parts of one, the resource last with all its colons; empty if it is none.
  static Optional<String[]> parts(String arn) {
    if (!arn.startsWith("arn:")) {
      return Optional.empty();
    }
    String[] parts = arn.split(":", PARTS);
    return parts.length == PARTS ? Optional.of(parts) : Optional.empty();
  }

  /// The role of `arn:aws:sts::1:assumed-role/deploy/build-7`.
  static Optional<String> roleOfSession(String arn) {
    return parts(arn)
        .filter(parts -> parts[5].startsWith(SESSION))
        .map(parts -> {
          int end = parts[5].lastIndexOf('/');
          String role = parts[5].substring(SESSION.length(), Math.max(end, SESSION.length()));
          String name = role.isEmpty() ? parts[5].substring(SESSION.length()) : role;
          return "arn:" + parts[1] + ":iam::" + parts[4] + ":role/" + name;
        });
  }
}
