package dev.remit.insight.declared;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.bundle.Part;
import dev.remit.store.bundle.BundleLookup;
import dev.remit.store.bundle.BundleStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// The owners that the kept bundles name: a policy's own (`@owner`), else that of its part, else
/// the bundle's. Of a bundle that is not kept, or cannot be read, nobody. For one thread.
public final class BundleOwners implements PolicyOwners {
  private static final String OWNER = "owner";

  private final Function<String, Optional<BundleStore>> stores;
  private final Map<String, Optional<Bundle>> read = new HashMap<>();

  /// `stores` are the bundles of tenants, by name.
  public BundleOwners(Function<String, Optional<BundleStore>> stores) {
    this.stores = Objects.requireNonNull(stores, "stores");
  }

  @Override
  public String owner(String tenant, String bundle, String policy) {
    return read.computeIfAbsent(
            tenant + '\n' + bundle, _ -> stores.apply(tenant).flatMap(kept -> read(kept, bundle)))
        .map(found -> owner(found, policy))
        .orElse("");
  }

  private static Optional<Bundle> read(BundleStore kept, String digest) {
    try {
      return kept.find(new BundleDigest(digest)) instanceof BundleLookup.Found(var files)
          ? Optional.of(BundleReader.read(Path.of("bundle"), files))
          : Optional.empty();
    } catch (IOException | SyntaxException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String owner(Bundle bundle, String id) {
    Policy policy = bundle.policies().policies().get(new PolicyId(id));
    if (policy == null) {
      return "";
    }
    return policy
        .annotation(OWNER)
        .or(() -> part(bundle, id).map(Part::owner))
        .orElse(bundle.manifest().owner());
  }

  /// The part that a policy is called after.
  private static Optional<Part> part(Bundle bundle, String id) {
    int slash = id.indexOf('/');
    return slash < 0 ? Optional.empty() : bundle.manifest().parts().find(id.substring(0, slash));
  }
}
