package dev.remit.server;

import dev.remit.server.access.PerTenant;
import dev.remit.server.retention.HourlyRetention;
import dev.remit.server.setting.Settings;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.TenantId;
import dev.remit.store.log.RetentionLimits;
import dev.remit.store.retention.FolderRetention;
import dev.remit.store.signature.SigningKey;
import dev.remit.store.signature.UnusableKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The settings of retention, as what does it takes them.
final class Retaining {
  private Retaining() {}

  /// Empty where nothing is removed.
  private static Optional<RetentionLimits> limits(Settings.Log log) {
    if (log.maxAge().find().isEmpty() && log.maxSize().find().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RetentionLimits(
            log.maxAge().find().orElse(RetentionLimits.FOREVER),
            log.maxSize().find().map(Settings.Size::bytes).orElse(RetentionLimits.ANY_SIZE)));
  }

  /// What signs tombstones; null where nothing is to. Throws for a key in the data folder, where
  /// whoever changes the log could sign it too.
  static @Nullable SigningKey key(Settings settings) throws ServerFault {
    if (!settings.log().key().isGiven()) {
      return null;
    }
    Path file = settings.log().key().require();
    try {
      if (Files.exists(file) && file.toRealPath().startsWith(settings.data().toRealPath())) {
        throw new ServerFault(
            "log.key: "
                + file
                + " is in the data folder that it signs for; keep the key somewhere else",
            null);
      }
      return SigningKey.read(file);
    } catch (IOException e) {
      throw new ServerFault(
          "log.key: " + file + " cannot be read (" + e + "); check its permissions", e);
    } catch (UnusableKey e) {
      throw new ServerFault("log.key: " + e.text(), e);
    }
  }

  /// Begins where there is a limit.
  static Optional<HourlyRetention> start(
      Settings settings,
      Storage storage,
      PerTenant<Tenant> tenants,
      Surroundings around,
      @Nullable SigningKey key)
      throws DataFault {
    Optional<RetentionLimits> limits = limits(settings.log());
    if (limits.isEmpty()) {
      return Optional.empty();
    }
    Map<TenantId, FolderRetention.Owner> owners =
        tenants.all().stream()
            .collect(
                Collectors.toMap(
                    Tenant::id,
                    tenant ->
                        new FolderRetention.Owner(
                            tenant.basis().inUse(),
                            tenant.kept().bundles(),
                            tenant.kept().entities())));
    FolderRetention retention =
        new FolderRetention(
            storage.folder().disk(), storage.folder().log(), around.clock(), key, owners);
    return Optional.of(HourlyRetention.start(retention, limits.get(), around.operator()));
  }
}
