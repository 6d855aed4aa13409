package dev.remit.server.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a caller is there for; Remit's own policies say which rights come with it.
public enum Role {
  ADMINISTRATOR,
  PUBLISHER,
  PART_PUBLISHER,
  OPERATOR,
  AUDITOR,
  ENFORCER;

  /// As callers and policies name them.
  public static final List<String> TEXTS = Arrays.stream(values()).map(Role::text).toList();

  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Role> find(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findAny();
  }
}
