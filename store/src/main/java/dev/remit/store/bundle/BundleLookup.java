package dev.remit.store.bundle;

import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.bundle.BundleFiles;
import java.util.Objects;

/// What asking for a kept bundle came to.
public sealed interface BundleLookup {
  /// `files` have the digest that was asked for.
  record Found(BundleFiles files) implements BundleLookup {
    public Found {
      Objects.requireNonNull(files, "files");
    }
  }

  /// Removed by retention, or never kept here.
  record Gone(BundleDigest digest) implements BundleLookup {
    public Gone {
      Objects.requireNonNull(digest, "digest");
    }

    /// One line for people.
    public String text() {
      return "bundle " + digest + ": it is not kept here; keep its folder again";
    }
  }

  /// There, but not what was kept.
  record Damaged(BundleDigest digest, String reason) implements BundleLookup {
    public Damaged {
      Objects.requireNonNull(digest, "digest");
      Objects.requireNonNull(reason, "reason");
    }

    /// One line for people.
    public String text() {
      return "bundle "
          + digest
          + ": its archive is damaged ("
          + reason
          + "); keep its folder again, or restore the archive";
    }
  }
}
