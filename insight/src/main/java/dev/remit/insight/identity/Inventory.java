package dev.remit.insight.identity;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.declared.Declared;
import dev.remit.insight.rate.Account;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every identity that acted in a log or is declared. Takes the records in from the oldest to the
/// newest; for one thread.
///
/// Whose authority was asked about is who acted: of the session of a role the role. Bounded; what
/// is beyond a limit is left out, and [#isWhole] is false then.
public final class Inventory {
  /// Identities, and credentials of all of them.
  public static final int IDENTITIES_MAX = 200_000;

  public static final int CREDENTIALS_MAX = 500_000;

  private static final Optional<Account> DENIED = Optional.of(Account.DENIED);

  private final Map<EntityUid, Acting> acting = new LinkedHashMap<>();
  private final Map<String, CredentialUse> credentials = new HashMap<>();
  private Instant end = Instant.EPOCH;
  private boolean whole = true;

  /// What one identity did.
  private static final class Acting {
    private final Instant first;
    private Instant last;
    private long attempts;
    private long denials;

    private Acting(Instant first) {
      this.first = first;
      this.last = first;
    }

    private InventoryEntry.Use use() {
      return new InventoryEntry.Use(first, last, attempts, denials);
    }
  }

  /// Takes the next record in. Searches, notes and duplicates are passed over.
  public void add(Row row) {
    if (!Account.isCounted(row)) {
      return;
    }
    EntityUid identity =
        EntityUid.of(row.text(Column.PRINCIPAL_TYPE), row.text(Column.PRINCIPAL_ID));
    Instant time = Instant.ofEpochMilli(row.whole(Column.TIME));
    end = time;
    Acting found = acting.get(identity);
    if (found == null) {
      if (acting.size() == IDENTITIES_MAX) {
        whole = false;
        return;
      }
      found = new Acting(time);
      acting.put(identity, found);
    }
    found.last = time;
    found.attempts++;
    if (ReasonCode.find(row.text(Column.REASON)).flatMap(Account::of).equals(DENIED)) {
      found.denials++;
    }
    addCredential(row, identity, time);
  }

  private void addCredential(Row row, EntityUid identity, Instant time) {
    if (!row.has(Column.CREDENTIAL)) {
      return;
    }
    try {
      Json json =
          JsonReader.read(new Source(Column.CREDENTIAL.title(), row.text(Column.CREDENTIAL)));
      if (!(json instanceof Json.JsonObject credential)) {
        return;
      }
      String id = text(credential, "id");
      if (id.isEmpty()) {
        return;
      }
      String name = text(credential, "issuer") + '\n' + id;
      CredentialUse use = credentials.get(name);
      if (use == null) {
        if (credentials.size() == CREDENTIALS_MAX) {
          whole = false;
          return;
        }
        use = new CredentialUse(text(credential, "kind"), id, time);
        credentials.put(name, use);
      }
      use.add(
          identity, row.has(Column.CLIENT_ADDRESS) ? row.text(Column.CLIENT_ADDRESS) : "", time);
    } catch (SyntaxException _) {
      whole = false;
    }
  }

  private static String text(Json.JsonObject object, String member) {
    return object.find(member) instanceof Json.JsonString found ? found.value() : "";
  }

  /// The time of the last record; 1970 without any.
  public Instant end() {
    return end;
  }

  /// Whether nothing was left out.
  public boolean isWhole() {
    return whole;
  }

  /// All identities as of an instant, by name; dormant is who was not seen for longer than
  /// `dormantAfter` before.
  public List<InventoryEntry> entries(
      Collection<Declared> declared, Instant asOf, Duration dormantAfter) {
    Map<EntityUid, Declared> known = new LinkedHashMap<>();
    declared.forEach(each -> known.put(each.identity(), each));
    Map<EntityUid, List<CredentialUse>> used = new HashMap<>();
    for (CredentialUse use : credentials.values()) {
      for (EntityUid identity : use.identities()) {
        used.computeIfAbsent(identity, _ -> new ArrayList<>()).add(use);
      }
    }
    List<InventoryEntry> entries = new ArrayList<>();
    acting.forEach((identity, found) -> {
      Declared said = known.remove(identity);
      List<CredentialUse> uses = used.getOrDefault(identity, List.of());
      uses = uses.stream().sorted(Comparator.comparing(CredentialUse::id)).toList();
      List<String> signs = signs(uses);
      if (said == null && !declared.isEmpty()) {
        signs.add("it is not declared");
      }
      if (said != null && said.hasEnded(found.last)) {
        signs.add("it was used after its end of " + said.ends());
      }
      entries.add(
          new InventoryEntry(
              identity,
              kind(identity, said),
              said == null ? "" : said.owner(),
              lifecycle(found, said, asOf, dormantAfter),
              found.use(),
              uses.stream().map(CredentialUse::entry).toList(),
              signs));
    });
    known
        .values()
        .forEach(said ->
            entries.add(
                new InventoryEntry(
                    said.identity(),
                    kind(said.identity(), said),
                    said.owner(),
                    said.hasEnded(asOf) ? Lifecycle.OFFBOARDED : Lifecycle.DECLARED,
                    null,
                    List.of(),
                    List.of())));
    entries.sort(Comparator.comparing(entry -> entry.identity().toString()));
    return entries;
  }

  private static String kind(EntityUid identity, @Nullable Declared said) {
    return said == null || said.kind().isEmpty() ? IdentityKind.of(identity) : said.kind();
  }

  private static Lifecycle lifecycle(
      Acting found, @Nullable Declared said, Instant asOf, Duration dormantAfter) {
    if (said != null && said.hasEnded(asOf)) {
      return Lifecycle.OFFBOARDED;
    }
    return found.last.plus(dormantAfter).isBefore(asOf) ? Lifecycle.DORMANT : Lifecycle.ACTIVE;
  }

  private static List<String> signs(List<CredentialUse> uses) {
    List<String> signs = new ArrayList<>();
    for (CredentialUse use : uses) {
      if (use.identities().size() > 1) {
        signs.add(
            "credential " + use.id() + " is used by " + use.identities().size() + " identities");
      }
      if (use.turns() > 0) {
        signs.add(
            "credential "
                + use.id()
                + " is used from "
                + use.addresses()
                + " addresses by turns within an hour: by several clients, it seems");
      }
    }
    return signs;
  }
}
