package dev.remit.store.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.FolderDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each tenant has a folder of its own, and no name leads out of it.
final class TenantFoldersTest {
  @TempDir private Path folder;

  @Test
  void theDefaultTenantIsWhereEverythingWasBeforeThereWereOthers() throws Exception {
    Disk data = FolderDisk.open(folder);
    assertThat(TenantFolders.make(data, TenantId.DEFAULT)).isSameAs(data);
    assertThat(TenantFolders.list(data)).containsExactly(TenantId.DEFAULT);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void everyTenantThatKeptSomethingIsListedAndNothingElse() throws Exception {
    Disk data = FolderDisk.open(folder);
    TenantId acme = new TenantId("acme");
    TenantFolders.make(data, new TenantId("globex")).createFolder("bundles");
    TenantFolders.make(data, acme);
    TenantFolders.make(data, acme);
    Files.createDirectories(folder.resolve("tenants/No Tenant"));
    Files.createDirectories(folder.resolve("tenants/default"));
    Files.writeString(folder.resolve("tenants/file"), "");
    assertThat(TenantFolders.list(data))
        .isEqualTo(List.of(TenantId.DEFAULT, acme, new TenantId("globex")));
    assertThat(folder.resolve("tenants/globex/bundles")).isDirectory();
    assertThat(TenantFolders.name(acme, "entities/1")).isEqualTo("tenants/acme/entities/1");
    assertThat(TenantFolders.name(TenantId.DEFAULT, "entities/1")).isEqualTo("entities/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../acme", "a/b", "a\\b", "Acme", "a b", "a.b", "-a", "1"})
  void whatCouldLeadElsewhereIsNoName(String name) {
    assertThat(TenantId.find(name)).isEmpty();
    assertThatThrownBy(() -> new TenantId(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNameHasSoManyCharactersAndNoMore() {
    assertThat(TenantId.find("a".repeat(TenantId.LENGTH_MAX))).isPresent();
    assertThat(TenantId.find("a".repeat(TenantId.LENGTH_MAX + 1))).isEmpty();
    assertThat(TenantId.find("default")).containsSame(TenantId.DEFAULT);
  }
}
