package dev.remit.server.decision;

import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.entity.CombinedEntities;
import dev.remit.store.entity.Edit;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.entity.OverlappingEntities;
import dev.remit.store.retention.InUse;
import java.io.IOException;
import java.util.Objects;

/// The basis in force, and how it changes: a bundle is published, entities are changed. Whoever
/// reads it is never kept waiting and sees the one before or the one after.
///
/// What decisions rest on is kept, and in use for retention, before it is in force. `this` guards
/// the changes.
public final class ActiveBasis {
  private final BundleStore bundles;
  private final EntityHistory history;
  private final InUse inUse;
  private InUse.Use use;
  private volatile Basis current;

  private ActiveBasis(
      BundleStore bundles, EntityHistory history, InUse inUse, InUse.Use use, Basis current) {
    this.bundles = bundles;
    this.history = history;
    this.inUse = inUse;
    this.use = use;
    this.current = current;
  }

  /// Begins with a bundle and with the entities of the history.
  public static ActiveBasis begin(
      BundleStore bundles, EntityHistory history, Bundle bundle, BundleFiles files)
      throws IOException, OverlappingEntities {
    InUse inUse = new InUse(System::nanoTime);
    InUse.Use use = inUse.begin(bundle.digest(), () -> history.current().version());
    Basis basis = new Basis(bundle, combine(bundle, history.current()));
    bundles.keep(files);
    return new ActiveBasis(bundles, history, inUse, use, basis);
  }

  /// What decisions rest on and the log may not name yet, so that retention leaves it.
  public InUse inUse() {
    return inUse;
  }

  private static Snapshot combine(Bundle bundle, Snapshot entities) throws OverlappingEntities {
    return CombinedEntities.of(bundle.entities(), entities);
  }

  public Basis current() {
    return current;
  }

  /// Only the entities that were put, without the bundle's.
  public Snapshot entities() {
    return history.current();
  }

  /// What is written down of a change before it is in force.
  @FunctionalInterface
  public interface Note {
    void keep() throws IOException;
  }

  /// Puts a bundle in force, which is kept first, and then `note`. No entity changes in between, so
  /// that what the note says and the entities on the disk fit together at every moment. Throws, and
  /// changes nothing, if either cannot be kept, if the bundle has entities that were put here too,
  /// or if it has another schema than the one before, and entities that were put do not fit it.
  public synchronized Basis publish(Bundle bundle, BundleFiles files, Note note)
      throws IOException, OverlappingEntities, UnfitEntities {
    Objects.requireNonNull(bundle, "bundle");
    if (bundle.digest().equals(current.bundle().digest())) {
      note.keep();
      return current;
    }
    // What does not fit the schema before either must not keep a new forbid out.
    if (!bundle.schema().equals(current.bundle().schema())) {
      requireFit(bundle);
    }
    InUse.Use next = inUse.begin(bundle.digest(), () -> history.current().version());
    try {
      Basis basis = new Basis(bundle, combine(bundle, history.current()));
      bundles.keep(files);
      note.keep();
      replace(next, basis);
      return basis;
    } finally {
      if (use != next) {
        next.close();
      }
    }
  }

  /// Nobody begins to decide on the one before any more once this returns.
  private void replace(InUse.Use next, Basis basis) {
    InUse.Use before = use;
    use = next;
    current = basis;
    before.close();
  }

  /// Throws if entities that were put do not fit the schema in force, as may be after a start.
  public void requireFit() throws UnfitEntities {
    requireFit(current.bundle());
  }

  private void requireFit(Bundle bundle) throws UnfitEntities {
    UnfitEntities.refuse(history.current().entities().all(), bundle.schema());
  }

  /// As [#change], if the entities are still of the version `expected`. Throws [OutdatedVersion],
  /// and changes nothing, if they are not.
  public synchronized Basis changeFrom(EntityVersion expected, String author, Edit edit)
      throws IOException, OverlappingEntities, OutdatedVersion {
    EntityVersion version = history.current().version();
    if (!version.equals(expected)) {
      throw new OutdatedVersion(expected, version);
    }
    return change(author, edit);
  }

  /// Changes entities: in force once the change is on the disk. Throws, and changes nothing, if one
  /// is the bundle's own, or as [EntityHistory#append] does.
  public synchronized Basis change(String author, Edit edit)
      throws IOException, OverlappingEntities {
    Bundle bundle = current.bundle();
    combine(
        bundle,
        new Snapshot(
            history.current().entities().with(edit.upserts(), edit.removals()),
            history.current().version()));
    Snapshot changed = history.append(author, edit);
    // Retention that begins meanwhile leaves the current version, which this one is.
    Basis next = new Basis(bundle, combine(bundle, changed));
    replace(inUse.begin(bundle.digest(), changed::version), next);
    return next;
  }
}
