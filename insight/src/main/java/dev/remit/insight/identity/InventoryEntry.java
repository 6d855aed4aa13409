package dev.remit.insight.identity;

import dev.remit.cedar.value.EntityUid;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is known of one identity.
///
/// `kind` is as declared, or told by its type, `unknown` where neither says; `owner` is empty where
/// nobody is declared. `signs` are what somebody should look at, a sentence each.
public record InventoryEntry(
    EntityUid identity,
    String kind,
    String owner,
    Lifecycle lifecycle,
    @Nullable Use use,
    List<UsedCredential> credentials,
    List<String> signs) {
  /// When and how often it acted; `denials` are those of `attempts` that were denied for want of
  /// authority.
  public record Use(Instant first, Instant last, long attempts, long denials) {
    public Use {
      Objects.requireNonNull(first, "first");
      Objects.requireNonNull(last, "last");
      if (denials < 0 || attempts < denials || last.isBefore(first)) {
        throw new IllegalArgumentException(denials + " of " + attempts);
      }
    }
  }

  /// A credential that it used, never the secret. It is at least as old as its first use.
  public record UsedCredential(String kind, String id, Instant first, Instant last) {
    public UsedCredential {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(first, "first");
      Objects.requireNonNull(last, "last");
    }
  }

  public InventoryEntry {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(lifecycle, "lifecycle");
    credentials = List.copyOf(credentials);
    signs = List.copyOf(signs);
  }
}
