package dev.remit.insight.cause;

import java.util.Objects;

/// What an answer rests on and is about: whose log it is in, the digest of the bundle that decided,
/// and the owner of the first resource; empty texts where that is not known.
record Ground(String tenant, String bundle, String resourceOwner) {
  Ground {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(bundle, "bundle");
    Objects.requireNonNull(resourceOwner, "resourceOwner");
  }
}
