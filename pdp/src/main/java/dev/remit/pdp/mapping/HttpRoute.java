package dev.remit.pdp.mapping;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// How HTTP requests of some methods to some paths are mapped. `host` is in lower case, without a
/// port; an empty one is every host.
public record HttpRoute(
    Set<String> methods,
    String host,
    PathPattern path,
    PrincipalRule principal,
    EntityUid action,
    Name resourceType,
    IdTemplate resourceId) {
  public HttpRoute {
    methods = Set.copyOf(methods);
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(resourceType, "resourceType");
    Objects.requireNonNull(resourceId, "resourceId");
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("no method");
    }
    if (!path.variables().containsAll(resourceId.variables())) {
      throw new IllegalArgumentException("the path has not all of " + resourceId.variables());
    }
  }

  /// Whether every request that matches `other` matches this one too.
  public boolean covers(HttpRoute other) {
    return methods.containsAll(other.methods())
        && (host.isEmpty() || host.equals(other.host()))
        && path.covers(other.path());
  }

  EntityUid resource(Map<String, String> values) {
    return new EntityUid(resourceType, resourceId.fill(values));
  }
}
