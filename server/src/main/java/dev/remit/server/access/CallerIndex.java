package dev.remit.server.access;

import dev.remit.pdp.request.Credential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All callers at one moment, found by what they present. Immutable.
final class CallerIndex {
  /// A caller with what it may do within its own tenant.
  record Known(Registration registration, Set<Right> rights) {}

  /// A key with the caller whose it is.
  record KnownKey(Known known, Proof.Key key, Credential.Verified credential) {
    boolean isGoodAt(Instant now) {
      return key.isGoodAt(now);
    }
  }

  private final Map<CallerId, Known> byId = new TreeMap<>();
  private final Map<TokenHash, KnownKey> byKey = new HashMap<>();
  private final Map<Proof, Known> byName = new HashMap<>();

  private CallerIndex() {}

  /// Throws [IllegalArgumentException] if two callers have an id, a key or a name in common.
  static CallerIndex of(List<Registration> registrations, OwnPolicies policies) {
    CallerIndex index = new CallerIndex();
    for (Registration registration : registrations) {
      Caller caller = registration.caller();
      index.add(new Known(registration, policies.rights(caller)));
    }
    return index;
  }

  private void add(Known known) {
    CallerId caller = CallerId.of(known.registration().caller());
    String id = caller.toString();
    requireNew(byId.put(caller, known), id);
    switch (known.registration().proof()) {
      case Proof.ApiKeys(List<Proof.Key> keys) -> {
        for (Proof.Key key : keys) {
          requireNew(
              byKey.put(key.hash(), new KnownKey(known, key, key.credential(caller.id()))), id);
        }
      }
      case Proof.Jwt name -> requireNew(byName.put(name, known), id);
      case Proof.Spiffe name -> requireNew(byName.put(name, known), id);
    }
  }

  private static void requireNew(@Nullable Object before, String id) {
    if (before != null) {
      throw new IllegalArgumentException("`" + id + "` is a caller, or its credential is one's");
    }
  }

  @Nullable Known find(CallerId id) {
    return byId.get(id);
  }

  @Nullable KnownKey find(TokenHash key) {
    return byKey.get(key);
  }

  /// By a token's issuer and subject, or by a SPIFFE id.
  @Nullable Known find(Proof name) {
    return byName.get(name);
  }

  /// In the order of their ids.
  List<Registration> all() {
    List<Registration> all = new ArrayList<>();
    byId.values().forEach(known -> all.add(known.registration()));
    return Collections.unmodifiableList(all);
  }
}
