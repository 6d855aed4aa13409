package dev.remit.server;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.server.bundle.FolderWatch;
import dev.remit.server.bundle.Publications;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.server.setting.Settings;
import dev.remit.server.source.Sources;
import dev.remit.store.data.TenantId;
import dev.remit.store.entity.OverlappingEntities;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// What one tenant has for itself while the service runs: what it keeps, its bundle in force, and
/// the watch over the folder of its bundle.
record Tenant(TenantStorage kept, Publications publications, FolderWatch watch, Sources sources)
    implements AutoCloseable {
  Tenant {
    Objects.requireNonNull(kept, "kept");
    Objects.requireNonNull(publications, "publications");
    Objects.requireNonNull(watch, "watch");
    Objects.requireNonNull(sources, "sources");
  }

  /// What all tenants have in common while they are opened.
  record Opening(
      PolicyValidator validator, Settings settings, Surroundings around, Executor blocking) {}

  /// Throws with every mistake of the bundle in `folder`.
  static Tenant open(TenantStorage kept, Path folder, Opening opening) throws ServerFault {
    TenantId id = kept.tenant();
    Consumer<String> operator = line -> opening.around().operator().accept(named(id, line));
    try {
      Publications publications =
          Publications.begin(
              folder,
              new Publications.Store(
                  kept.bundles(), kept.disk(), kept.entities(), opening.around().clock()),
              opening.validator(),
              operator);
      FolderWatch watch =
          FolderWatch.start(
              folder, publications, opening.around().clock(), operator, opening.settings().watch());
      opening.blocking().execute(() -> publications.tellOfUnfitEntities(operator));
      return new Tenant(kept, publications, watch, sources(id, publications, opening, operator));
    } catch (SyntaxException | IOException | OverlappingEntities e) {
      throw new ServerFault(named(id, String.valueOf(e.getMessage())), e);
    }
  }

  /// Those of the settings are the default tenant's.
  private static Sources sources(
      TenantId id, Publications publications, Opening opening, Consumer<String> operator) {
    return Sources.start(
        id.isDefault() ? opening.settings().sources() : Map.of(),
        publications.basis(),
        opening.around().clock(),
        opening.blocking(),
        operator);
  }

  /// Says of every line but the default tenant's whose it is.
  private static String named(TenantId id, String text) {
    String prefix = "tenant `" + id + "`: ";
    return id.isDefault() ? text : prefix + text.replace("\n", "\n" + prefix);
  }

  TenantId id() {
    return kept.tenant();
  }

  ActiveBasis basis() {
    return publications.basis();
  }

  /// Looks at the folder, and at sources, no more.
  @Override
  public void close() {
    watch.close();
    sources.close();
  }
}
