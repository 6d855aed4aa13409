package dev.remit.insight.declared;

import dev.remit.insight.declared.EntryReader.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Reads which changes were approved: CSV with a line of names first, or a JSON array of objects,
/// with `about` (an id or `Type::"id"`, `*` at the end stands for any end), `from` and `until`
/// (days or instants; a day counts to its end), `reference`, and optional `who`.
public final class ApprovedReader {
  /// Changes of a file.
  public static final int CHANGES_MAX = 10_000;

  private static final List<String> REQUIRED = List.of("about", "from", "until", "reference");
  private static final List<String> FIELDS = List.of("who", "about", "from", "until", "reference");

  private final EntryReader reader;
  private final List<ApprovedChange> changes = new ArrayList<>();

  private ApprovedReader(String name) {
    this.reader = new EntryReader(name, FIELDS, CHANGES_MAX);
  }

  /// What the text of a file says.
  ///
  /// Throws [UnusableDeclarations] with all mistakes.
  public static Approvals read(String name, String text) throws UnusableDeclarations {
    ApprovedReader approved = new ApprovedReader(name);
    approved.reader.read(text, approved::add);
    return Approvals.of(approved.changes);
  }

  private void add(Entry entry) {
    String who = reader.text(entry, "who");
    String about = reader.text(entry, "about");
    String reference = reader.text(entry, "reference");
    Instant from = reader.start(entry, "from");
    Instant until = reader.end(entry, "until");
    for (String field : REQUIRED) {
      if (entry.text(field).isEmpty()) {
        reader.mistake(entry.where() + ": it has no `" + field + "`; write one");
      }
    }
    if (from == null || until == null || about.isEmpty() || reference.isEmpty()) {
      return;
    }
    if (from.isBefore(until)) {
      changes.add(new ApprovedChange(who, about, from, until, reference));
    } else {
      reader.mistake(entry.where() + ": `until` is not after `from`; write a later one");
    }
  }
}
