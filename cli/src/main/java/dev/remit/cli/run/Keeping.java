package dev.remit.cli.run;

import dev.remit.cli.terminal.Fault;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.DecisionLog;
import dev.remit.store.JsonLinesLog;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.keys.KeyFolder;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;

/// Where the decisions of a run are kept.
sealed interface Keeping {
  /// What reports call it.
  String name();

  /// The log, opened to append, for decisions on any of the bundles; they differ in tools alone,
  /// and `bundle` is one of them. Throws [Fault] if it cannot be, before anything is decided.
  DecisionLog open(Collection<BundleFiles> files, Bundle bundle) throws Fault;

  /// The decision log of a data folder, where the bundle and keys for what it encrypts are kept
  /// too, so that each decision can be taken again.
  ///
  /// Buffered: nobody waits for these answers, and a run can be repeated. What it wrote is forced
  /// to disk when it ends.
  record InFolder(Path folder) implements Keeping {
    @Override
    public String name() {
      return folder.toString();
    }

    @Override
    public DecisionLog open(Collection<BundleFiles> files, Bundle bundle) throws Fault {
      try {
        DataFolder data = DataFolder.own(folder);
        try {
          BundleStore bundles = new BundleStore(data.disk(), Clock.systemUTC());
          for (BundleFiles kept : files) {
            bundles.keep(kept);
          }
          return new Owned(
              data,
              SegmentedLog.open(
                  data.log(),
                  LogSettings.of(Durability.BUFFERED),
                  Clock.systemUTC(),
                  UUID::randomUUID,
                  new KeyFolder(data.disk())));
        } catch (IOException | AppendFailed e) {
          data.close();
          throw e;
        }
      } catch (DataFault e) {
        throw new Fault(e.text());
      } catch (IOException e) {
        throw new Fault(
            folder + ": the bundle cannot be kept there (" + e.getMessage() + "); check the disk");
      } catch (AppendFailed e) {
        throw new Fault(folder + ": " + e.text());
      }
    }
  }

  /// A file of JSON lines.
  record InFile(Path file) implements Keeping {
    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public DecisionLog open(Collection<BundleFiles> files, Bundle bundle) throws Fault {
      if (!bundle.manifest().encrypted().isEmpty()) {
        throw new Fault(
            file
                + ": a plain file has no keys, and the bundle has fields to encrypt; name a data"
                + " folder with `--data`, or mask the fields");
      }
      try {
        return JsonLinesLog.open(file);
      } catch (AppendFailed e) {
        throw new Fault(e.text());
      }
    }
  }
}
