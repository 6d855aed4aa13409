package dev.remit.server.access;

import dev.remit.store.data.TenantId;
import java.util.Comparator;
import java.util.Objects;

/// Which caller it is: its id is one of its tenant's, and another tenant may have an equal one. The
/// default tenant's come first, then by tenant and id.
public record CallerId(TenantId tenant, String id) implements Comparable<CallerId> {
  private static final Comparator<CallerId> ORDER =
      Comparator.comparing((CallerId caller) -> !caller.tenant.isDefault())
          .thenComparing(CallerId::tenant)
          .thenComparing(CallerId::id);

  public CallerId {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(id, "id");
  }

  static CallerId of(Caller caller) {
    return new CallerId(caller.tenant(), caller.id());
  }

  @Override
  public int compareTo(CallerId other) {
    return ORDER.compare(this, other);
  }

  /// `acme/gateway-1`; of the default tenant the id alone. No id has a `/`.
  @Override
  public String toString() {
    return tenant.isDefault() ? id : tenant + "/" + id;
  }
}
