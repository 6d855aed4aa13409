package dev.remit.store.log;

import java.util.Objects;

/// What a group of records that were committed together adds to the chain: their number, when they
/// were received, and the root over them.
record Link(int count, long receivedMillis, Hash root) {
  Link {
    Objects.requireNonNull(root, "root");
    if (count < 1) {
      throw new IllegalArgumentException("a group of " + count);
    }
  }
}
