package dev.remit.store.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What checking a log came to: the number of the first record that is there, how many were
/// checked, the head they lead to (null if there are none), how many heads from outside it could be
/// compared with and how many of them it matched, what retention says it removed, and what is
/// wrong.
public record Verification(
    long first,
    long checked,
    @Nullable Head head,
    int anchors,
    int matched,
    List<Tombstone> removed,
    List<Finding> findings) {
  public Verification {
    removed = List.copyOf(removed);
    findings = List.copyOf(findings);
  }

  /// Records that are not as they were written. `text` goes on after their numbers.
  public record Finding(long from, long to, String text) {
    @Override
    public String toString() {
      return (from == to ? "record " + from : "records " + from + " to " + to) + " " + text;
    }
  }

  /// Whether nothing is wrong, as far as could be checked.
  public boolean isClean() {
    return findings.isEmpty() && matched == anchors;
  }

  /// Whether a head from outside shows that nothing was cut off or written anew up to it.
  public boolean isAnchored() {
    return isClean() && matched > 0;
  }
}
