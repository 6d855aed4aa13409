package dev.remit.server;

import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.server.access.PerTenant;
import dev.remit.server.setting.Settings;
import dev.remit.store.data.TenantId;
import dev.remit.validator.OfficialValidator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Executor;

/// All tenants that are served.
record Tenants(PerTenant<Tenant> all) implements AutoCloseable {
  Tenants {
    Objects.requireNonNull(all, "all");
  }

  /// Throws with every mistake of every tenant's bundle: one that is served must be served as a
  /// whole, and whoever starts the service sees all there is to mend.
  static Tenants open(Settings settings, Surroundings around, Storage storage, Executor blocking)
      throws ServerFault {
    PolicyValidator validator = new OfficialValidator();
    Tenant.Opening opening = new Tenant.Opening(validator, settings, around, blocking);
    SequencedMap<TenantId, Tenant> opened = new LinkedHashMap<>();
    List<ServerFault> faults = new ArrayList<>();
    for (Map.Entry<TenantId, Path> bundle : settings.bundles().entrySet()) {
      TenantId id = bundle.getKey();
      try {
        opened.put(id, Tenant.open(storage.tenants().require(id), bundle.getValue(), opening));
      } catch (ServerFault e) {
        faults.add(e);
      }
    }
    if (!faults.isEmpty()) {
      opened.values().forEach(Tenant::close);
      throw new ServerFault(
          String.join("\n", faults.stream().map(ServerFault::text).toList()), faults.getFirst());
    }
    return new Tenants(PerTenant.of(opened));
  }

  /// Looks at their folders no more.
  @Override
  public void close() {
    all.all().forEach(Tenant::close);
  }
}
