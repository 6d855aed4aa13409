package dev.remit.insight.identity;

import dev.remit.cedar.value.EntityUid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// How one credential was used, by whom and from where.
final class CredentialUse {
  /// Addresses and identities that are remembered of one.
  static final int REMEMBERED_MAX = 64;

  /// Two addresses that use a credential by turns within that time are two clients, or one that
  /// moves very often.
  static final Duration TURNS_WITHIN = Duration.ofHours(1);

  private static final Pattern IP = Pattern.compile("[0-9a-fA-F.:]*[.:][0-9a-fA-F.:]*");

  private final String kind;
  private final String id;
  private final Instant first;
  private Instant last;
  private final Set<EntityUid> identities = new LinkedHashSet<>();
  private final Map<String, Instant> addresses = new HashMap<>();
  private String address = "";
  private int turns;

  CredentialUse(String kind, String id, Instant first) {
    this.kind = kind;
    this.id = id;
    this.first = first;
    this.last = first;
  }

  void add(EntityUid identity, String from, Instant time) {
    last = time;
    if (identities.size() < REMEMBERED_MAX) {
      identities.add(identity);
    }
    if (!IP.matcher(from).matches()) {
      return;
    }
    Instant before = addresses.get(from);
    if (before != null && !from.equals(address) && !before.plus(TURNS_WITHIN).isBefore(time)) {
      turns++;
    }
    if (before != null || addresses.size() < REMEMBERED_MAX) {
      addresses.put(from, time);
    }
    address = from;
  }

  InventoryEntry.UsedCredential entry() {
    return new InventoryEntry.UsedCredential(kind, id, first, last);
  }

  String id() {
    return id;
  }

  Set<EntityUid> identities() {
    return identities;
  }

  int addresses() {
    return addresses.size();
  }

  /// How often it came back to an address that it had left within the hour.
  int turns() {
    return turns;
  }
}
