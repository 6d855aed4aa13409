package dev.remit.store.keys;

import dev.remit.store.row.Row;
import java.util.Objects;

/// What a row holds in clear, or why some of it cannot be had.
public sealed interface Decrypted {
  /// All of it.
  record Whole(Row row) implements Decrypted {
    public Whole {
      Objects.requireNonNull(row, "row");
    }
  }

  /// Some fields cannot be decrypted; `text` says which and why, in one line.
  record Missing(String text) implements Decrypted {
    public Missing {
      Objects.requireNonNull(text, "text");
    }
  }
}
