package dev.remit.insight.declared;

import dev.remit.cedar.diagnostic.SyntaxException;
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

  /// Of the policies of each bundle that was asked for.
  private final Map<String, Map<PolicyId, String>> owners = new HashMap<>();

  /// `stores` are the bundles of tenants, by name.
  public BundleOwners(Function<String, Optional<BundleStore>> stores) {
    this.stores = Objects.requireNonNull(stores, "stores");
  }

  @Override
  public String owner(String tenant, String bundle, String policy) {
    return owners
        .computeIfAbsent(
            tenant + '\n' + bundle,
            _ ->
                stores
                    .apply(tenant)
                    .flatMap(kept -> read(kept, bundle))
                    .map(BundleOwners::owners)
                    .orElse(Map.of()))
        .getOrDefault(new PolicyId(policy), "");
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

  private static Map<PolicyId, String> owners(Bundle bundle) {
    Map<PolicyId, String> owners = new HashMap<>();
    bundle
        .policies()
        .policies()
        .forEach((id, policy) ->
            owners.put(
                id,
                policy
                    .annotation(OWNER)
                    .or(() -> part(bundle, id).map(Part::owner))
                    .orElse(bundle.manifest().owner())));
    return owners;
  }

  /// The part that a policy is called after.
  private static Optional<Part> part(Bundle bundle, PolicyId id) {
    int slash = id.value().indexOf('/');
    return slash < 0
        ? Optional.empty()
        : bundle.manifest().parts().find(id.value().substring(0, slash));
  }
}
