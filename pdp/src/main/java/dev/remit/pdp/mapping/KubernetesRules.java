package dev.remit.pdp.mapping;

import dev.remit.cedar.value.Name;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// How the access reviews of a Kubernetes API server are mapped.
///
/// `resources` are the types of single resources, by `resource` or `resource.group`; the longer
/// name is looked for first.
public record KubernetesRules(
    Principals principals,
    Name resource,
    Map<String, Name> resources,
    Name path,
    NoPermit noPermit) {
  public KubernetesRules {
    Objects.requireNonNull(principals, "principals");
    Objects.requireNonNull(resource, "resource");
    resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(noPermit, "noPermit");
  }

  /// The types of those who act.
  public record Principals(Name user, Name serviceAccount, Name node) {
    public Principals {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(serviceAccount, "serviceAccount");
      Objects.requireNonNull(node, "node");
    }
  }

  /// What the API server is told where nothing permits and nothing forbids.
  public enum NoPermit {
    /// That there is no opinion: another authorizer of it may allow.
    NO_OPINION,
    /// That it is denied.
    DENIED
  }

  Name type(String resource, String group) {
    Name exact = resources.get(resource + "." + group);
    if (exact != null && !group.isEmpty()) {
      return exact;
    }
    return resources.getOrDefault(resource, this.resource);
  }
}
