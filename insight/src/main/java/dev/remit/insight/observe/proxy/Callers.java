package dev.remit.insight.observe.proxy;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;

/// Who a proxy says that calls.
final class Callers {
  private static final Name NOBODY = new Name("Nobody");

  private Callers() {}

  /// Who presented a client certificate that the proxy validated, by its URI (as a SPIFFE id) or
  /// subject.
  static EntityUid workload(String name) {
    return EntityUid.of("Http::Workload", name);
  }

  /// Of whom a token is that the proxy validated.
  static EntityUid subject(String name) {
    return EntityUid.of("Http::Subject", name);
  }

  /// Whom the proxy's own configuration names, as by a key of an API.
  static EntityUid client(String name) {
    return EntityUid.of("Http::Client", name);
  }

  /// Who signed in with a password.
  static EntityUid user(String name) {
    return EntityUid.of("Http::User", name);
  }

  /// An address that nothing else is known of.
  static EntityUid nobody(String address) {
    return new EntityUid(NOBODY, address);
  }
}
