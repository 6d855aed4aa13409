package dev.remit.insight.replay;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Explanation;
import dev.remit.cedar.entity.EntityException;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.store.bundle.BundleLookup;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.entity.CombinedEntities;
import dev.remit.store.entity.EntityLookup;
import dev.remit.store.entity.OverlappingEntities;
import dev.remit.store.keys.Decrypted;
import dev.remit.store.keys.RowDecryption;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Evaluates recorded decisions again, on the inputs that their records name. Used by one thread.
///
/// Searches, effects and the log have no part in it: a replay changes nothing.
public final class Replayer {
  /// Bundles that are held ready.
  static final int BUNDLES_MAX = 16;

  private final BundleStore bundles;
  private final Entities entities;
  private final RowDecryption decryption;
  private final Map<BundleDigest, Bundle> ready = new HashMap<>();

  /// Where past versions of the entities are.
  @FunctionalInterface
  public interface Entities {
    EntityLookup find(EntityVersion version) throws IOException;
  }

  public Replayer(BundleStore bundles, Entities entities, RowDecryption decryption) {
    this.bundles = bundles;
    this.entities = entities;
    this.decryption = decryption;
  }

  /// The row in clear. Throws [MissingInput] where the key of an encrypted field is gone.
  public Row decrypted(Row row) throws IOException, MissingInput, UnreadableRecord {
    return switch (decryption.decrypt(row)) {
      case Decrypted.Whole(Row whole) -> whole;
      case Decrypted.Missing(String text) -> throw new MissingInput(text);
    };
  }

  /// The record of a row in clear. Throws [MissingInput] where another system decided.
  public DecisionRecord record(Row row) throws MissingInput, UnreadableRecord {
    if (row.text(Column.KIND).equals(RecordKind.OBSERVATION.text())) {
      throw new MissingInput(
          "another system decided it, and what its decision rests on is not recorded here");
    }
    return RowRecords.of(row);
  }

  /// The decision of a row, on the bundle and the entities of the time.
  public Replay replay(Row row) throws IOException, UnreadableRecord {
    try {
      return replay(record(decrypted(row)));
    } catch (MissingInput e) {
      return new Replay.Impossible(e.text());
    }
  }

  /// The decision of a row, on another bundle, and on the entities of the time, or the other
  /// bundle's own where the record's were its bundle's own.
  public Replay replay(Row row, Bundle other) throws IOException, UnreadableRecord {
    try {
      return replay(record(decrypted(row)), other);
    } catch (MissingInput e) {
      return new Replay.Impossible(e.text());
    }
  }

  private Replay replay(DecisionRecord record) throws IOException {
    try {
      Bundle bundle = bundle(record.inputs());
      return evaluated(record, bundle, snapshot(record.inputs(), bundle));
    } catch (MissingInput e) {
      return new Replay.Impossible(e.text());
    }
  }

  private Replay replay(DecisionRecord record, Bundle other) throws IOException {
    try {
      return evaluated(record, other, snapshot(record.inputs(), other));
    } catch (MissingInput e) {
      return new Replay.Impossible(e.text());
    }
  }

  private static Replay evaluated(DecisionRecord record, Bundle bundle, Snapshot snapshot) {
    if (record.kind() == RecordKind.SEARCH) {
      return new Replay.Impossible("it is a search, which decided nothing; search again");
    }
    return new Replay.Evaluated(record, Pdp.decide(record.inputs(), bundle, snapshot));
  }

  /// Why it was decided so, one explanation for each resource; none where no policy was asked.
  ///
  /// Throws [MissingInput] where an input is gone.
  public List<Explanation> explain(DecisionRecord record) throws IOException, MissingInput {
    Bundle bundle = bundle(record.inputs());
    return Pdp.explain(record.inputs(), bundle, snapshot(record.inputs(), bundle));
  }

  /// The bundle that a decision rested on. Throws [MissingInput] where it is gone.
  public Bundle bundle(DecisionInputs inputs) throws IOException, MissingInput {
    BundleDigest digest = inputs.bundle();
    Bundle bundle = ready.get(digest);
    if (bundle == null) {
      bundle = load(digest);
      if (ready.size() == BUNDLES_MAX) {
        ready.clear();
      }
      ready.put(digest, bundle);
    }
    return bundle;
  }

  private Bundle load(BundleDigest digest) throws IOException, MissingInput {
    return switch (bundles.find(digest)) {
      case BundleLookup.Found(var files) -> {
        try {
          yield BundleReader.read(Path.of("bundle"), files);
        } catch (SyntaxException e) {
          throw new MissingInput(
              "bundle " + digest + ": this version of remit refuses it: " + e.getMessage());
        }
      }
      case BundleLookup.Gone gone -> throw new MissingInput(gone.text());
      case BundleLookup.Damaged damaged -> throw new MissingInput(damaged.text());
    };
  }

  private Snapshot snapshot(DecisionInputs inputs, Bundle bundle) throws IOException, MissingInput {
    if (inputs.entities().equals(EntityVersion.BUNDLE)) {
      return Snapshot.of(bundle);
    }
    return switch (entities.find(inputs.entities())) {
      case EntityLookup.Found(Snapshot snapshot) -> combined(bundle, snapshot);
      case EntityLookup.Gone gone -> throw new MissingInput(gone.text());
      case EntityLookup.Unknown unknown -> throw new MissingInput(unknown.text());
      case EntityLookup.Damaged damaged -> throw new MissingInput(damaged.text());
    };
  }

  /// What policies saw: the bundle's entities and those of the history together.
  private static Snapshot combined(Bundle bundle, Snapshot history) throws MissingInput {
    try {
      return CombinedEntities.of(bundle.entities(), history);
    } catch (OverlappingEntities | EntityException e) {
      throw new MissingInput(String.valueOf(e.getMessage()));
    }
  }
}
