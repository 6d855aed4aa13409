package dev.remit.store.bundle;

import dev.remit.pdp.bundle.BundleDigest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A bundle in the store: the bytes of its archive and when it was kept, in whole seconds; null if
/// the archive does not say so, being damaged or empty.
public record KeptBundle(BundleDigest digest, long archiveBytes, @Nullable Instant kept) {
  public KeptBundle {
    Objects.requireNonNull(digest, "digest");
  }
}
