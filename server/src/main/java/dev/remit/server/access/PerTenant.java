package dev.remit.server.access;

import dev.remit.store.data.TenantId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;

/// Something of which each tenant that is served has its own, found by who calls. Nothing that a
/// request says leads to another tenant's.
///
/// Of a service with one tenant finding it costs comparing its name.
public final class PerTenant<T> {
  private final SequencedMap<TenantId, T> all;
  private final TenantId first;
  private final T ofFirst;

  private PerTenant(SequencedMap<TenantId, T> all) {
    this.all = all;
    this.first = all.firstEntry().getKey();
    this.ofFirst = all.firstEntry().getValue();
  }

  /// Of at least one tenant.
  public static <T> PerTenant<T> of(SequencedMap<TenantId, T> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no tenant");
    }
    return new PerTenant<>(Collections.unmodifiableSequencedMap(new LinkedHashMap<>(all)));
  }

  /// That of the default tenant, where there is no other.
  public static <T> PerTenant<T> only(T one) {
    return of(new LinkedHashMap<>(Map.of(TenantId.DEFAULT, one)));
  }

  /// The caller's tenant's. The gate lets no caller pass whose tenant is not served.
  public T of(Caller caller) {
    return caller.tenant().equals(first) ? ofFirst : require(caller.tenant());
  }

  /// Throws [NullPointerException] if the tenant is not served.
  public T require(TenantId tenant) {
    return Objects.requireNonNull(all.get(tenant), tenant::value);
  }

  /// In the order of the settings, the default tenant's first.
  public Collection<T> all() {
    return all.sequencedValues();
  }

  /// What is made of each.
  public <R> PerTenant<R> map(Function<? super T, ? extends R> make) {
    SequencedMap<TenantId, R> made = new LinkedHashMap<>();
    all.forEach((tenant, one) -> made.put(tenant, make.apply(one)));
    return of(made);
  }
}
