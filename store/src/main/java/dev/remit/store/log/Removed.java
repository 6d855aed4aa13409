package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.row.DamagedBytes;
import dev.remit.store.signature.VerifyingKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the tombstones of a log vouch for: heads of the chain where records are gone.
final class Removed {
  static final String MISSING = "are missing, and no retention says that it removed them";

  private final List<Tombstone> tombstones = new ArrayList<>();
  private final Map<Long, Head> heads = new TreeMap<>();
  private long last;

  /// Reads the tombstones and adds what is wrong with them to `findings`. With a key, each must be
  /// signed by it.
  static Removed of(Disk disk, @Nullable VerifyingKey key, List<Verification.Finding> findings)
      throws IOException {
    Removed removed = new Removed();
    for (String name : Tombstones.names(disk)) {
      try {
        removed.add(Tombstones.read(disk, name), key, findings);
      } catch (DamagedBytes e) {
        long first = Tombstones.firstRecord(name);
        findings.add(
            new Verification.Finding(
                first, first, "and what follows: the tombstone " + name + " " + e.text()));
      }
    }
    return removed;
  }

  private void add(
      Tombstone tombstone, @Nullable VerifyingKey key, List<Verification.Finding> findings) {
    long first = tombstone.first();
    if (key != null && !tombstone.isSignedBy(key)) {
      String what = tombstone.signature() == null ? "is not signed" : "has a wrong signature";
      findings.add(
          new Verification.Finding(
              first, tombstone.last(), "are gone, and the tombstone for them " + what));
    }
    if (tombstone.before().records() > last) {
      findings.add(new Verification.Finding(last + 1, tombstone.before().records(), MISSING));
    } else if (!tombstone.before().equals(at(last, tombstone.before().log()))) {
      findings.add(
          new Verification.Finding(
              first, tombstone.last(), "are gone, and do not follow what was before them"));
    }
    tombstones.add(tombstone);
    heads.put(tombstone.before().records(), tombstone.before());
    heads.put(tombstone.last(), tombstone.after());
    last = tombstone.last();
  }

  private @Nullable Head at(long records, LogId log) {
    return records == 0 ? Head.genesis(log) : heads.get(records);
  }

  List<Tombstone> tombstones() {
    return tombstones;
  }

  /// The head after so many records, where a tombstone names it.
  @Nullable Head find(long records) {
    return heads.get(records);
  }

  /// The last record that a tombstone stands for; 0 if there is none.
  long last() {
    return last;
  }
}
