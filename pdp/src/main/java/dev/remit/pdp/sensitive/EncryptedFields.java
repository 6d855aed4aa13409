package dev.remit.pdp.sensitive;

import java.util.List;

/// Fields that policies see in clear, and that nobody may keep but encrypted, under a key that can
/// be destroyed. What is masked is gone before, so that a masked field is never among them.
public record EncryptedFields(List<SensitivePath> paths) {
  public static final int PATHS_MAX = 256;

  /// What is read in the place of an encrypted value. A caller may send the same text: what is
  /// encrypted is told by the record, and never by it.
  public static final String MARKER = "[encrypted]";

  public static final EncryptedFields NONE = new EncryptedFields(List.of());

  public EncryptedFields {
    paths = List.copyOf(paths);
    if (paths.size() > PATHS_MAX) {
      throw new IllegalArgumentException(paths.size() + " paths, more than " + PATHS_MAX);
    }
  }

  public boolean isEmpty() {
    return paths.isEmpty();
  }
}
