package dev.remit.store.parquet;

import java.io.IOException;
import java.io.Serial;

/// A file is no Parquet of ours, or is damaged; the message says where, what and what to do.
public final class UnreadableParquet extends IOException {
  @Serial private static final long serialVersionUID = 1;

  UnreadableParquet(String message) {
    super(message);
  }

  /// The same, said with the place where it was found and what to do.
  UnreadableParquet at(String where, String remedy) {
    UnreadableParquet placed = new UnreadableParquet(where + ": " + text() + "; " + remedy);
    placed.initCause(this);
    return placed;
  }

  /// Never null.
  public String text() {
    return String.valueOf(getMessage());
  }
}
