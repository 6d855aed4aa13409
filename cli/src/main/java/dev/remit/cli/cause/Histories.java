package dev.remit.cli.cause;

import dev.remit.cli.log.DataOption;
import dev.remit.cli.log.PartOptions;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.cause.History;
import dev.remit.insight.declared.BundleOwners;
import dev.remit.insight.declared.PolicyOwners;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.data.TenantFolders;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import java.time.Clock;

/// Reads the records of a data folder into a history.
final class Histories {
  private Histories() {}

  static History read(Terminal terminal, DataOption data, PartOptions part, History history)
      throws Fault {
    data.visit(terminal, part, history::add);
    if (!history.isWhole()) {
      terminal
          .err()
          .println(
              "there is more than is looked at together; a narrower window (`--since`, `--until`)"
                  + " shows what was left out");
    }
    return history;
  }

  /// The owners that the bundles of a data folder name.
  static PolicyOwners owners(DataOption data) throws Fault {
    try (DataFolder folder = data.read()) {
      Disk disk = folder.disk();
      return new BundleOwners(tenant ->
          TenantId.find(tenant)
              .map(id -> new BundleStore(TenantFolders.of(disk, id), Clock.systemUTC())));
    } catch (DataFault e) {
      throw new Fault(e.text());
    }
  }
}
