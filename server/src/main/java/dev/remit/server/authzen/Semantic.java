package dev.remit.server.authzen;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How many evaluations of a batch are executed.
///
/// Source: OpenID AuthZEN Authorization API 1.0, evaluations semantics.
enum Semantic {
  EXECUTE_ALL,
  /// Up to the first denial or fault.
  DENY_ON_FIRST_DENY,
  /// Up to the first permit.
  PERMIT_ON_FIRST_PERMIT;

  /// As `options.evaluations_semantic` names it.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Semantic> find(String text) {
    return Stream.of(values()).filter(semantic -> semantic.text().equals(text)).findFirst();
  }

  /// Whether an answer is the last one.
  boolean endsWith(boolean permitted) {
    return switch (this) {
      case EXECUTE_ALL -> false;
      case DENY_ON_FIRST_DENY -> !permitted;
      case PERMIT_ON_FIRST_PERMIT -> permitted;
    };
  }
}
