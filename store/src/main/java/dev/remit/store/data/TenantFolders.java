package dev.remit.store.data;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.Subfolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/// Where in a data folder each tenant keeps its bundles and its entities: the tenant
/// [TenantId#DEFAULT] in the folder itself, every other one in `tenants/NAME`. The log and the keys
/// are one for all.
public final class TenantFolders {
  private static final String FOLDER = "tenants";

  private TenantFolders() {}

  /// To be read; nothing is there of a tenant who kept nothing yet.
  public static Disk of(Disk data, TenantId tenant) {
    return tenant.isDefault() ? data : new Subfolder(data, path(tenant));
  }

  /// To be written. Returns once the folder survives a loss of power.
  public static Disk make(Disk data, TenantId tenant) throws IOException {
    if (!tenant.isDefault()) {
      data.createFolder(FOLDER);
      data.forceFolder(Disk.ROOT);
      data.createFolder(path(tenant));
      data.forceFolder(FOLDER);
    }
    return of(data, tenant);
  }

  /// Every tenant that has a folder, served or not: the default one first, then by their names.
  public static List<TenantId> list(Disk data) throws IOException {
    List<TenantId> tenants = new ArrayList<>(List.of(TenantId.DEFAULT));
    try {
      for (String folder : data.folders(FOLDER)) {
        TenantId.find(folder.substring(FOLDER.length() + 1))
            .filter(tenant -> !tenant.isDefault())
            .ifPresent(tenants::add);
      }
    } catch (NoSuchFileException _) {
      // There are no others.
    }
    return tenants;
  }

  /// A file of a tenant's by the name that it has in the data folder.
  public static String name(TenantId tenant, String file) {
    return tenant.isDefault() ? file : path(tenant) + "/" + file;
  }

  private static String path(TenantId tenant) {
    return FOLDER + "/" + tenant;
  }
}
