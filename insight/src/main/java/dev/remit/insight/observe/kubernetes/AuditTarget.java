package dev.remit.insight.observe.kubernetes;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.insight.observe.field.Fields;
import dev.remit.pdp.mapping.KubernetesNames;
import java.util.List;
import java.util.Set;

/// What a request to an API server is about: an object, a kind of objects, or a path.
///
/// An object is called as access reviews have it; a path is without its query, which may hold what
/// nobody may know.
record AuditTarget(
    String group, String resource, String subresource, String namespace, String name, String path) {
  private static final Name OBJECT = new Name("Kubernetes::Object");
  private static final Name PATH = new Name("Kubernetes::Path");
  private static final String DRY_RUN = "dryRun=";
  private static final String PROXY = "proxy";
  private static final Set<String> PROXIES = Set.of("pods", "services", "nodes");
  private static final Set<String> CONNECTIONS = Set.of("attach", "exec", "portforward", PROXY);
  private static final Set<String> WRITES =
      Set.of("create", "update", "patch", "delete", "deletecollection");

  static AuditTarget of(Fields event) {
    Fields object = event.object("objectRef");
    String version = object.text("apiVersion");
    int slash = version.indexOf('/');
    // Before v1, the version had the group in it.
    String group =
        object.text("apiGroup").isEmpty() && slash > 0
            ? version.substring(0, slash)
            : object.text("apiGroup");
    String uri = event.text("requestURI");
    int query = uri.indexOf('?');
    return new AuditTarget(
        group,
        object.text("resource"),
        object.text("subresource"),
        object.text("namespace"),
        object.text("name"),
        query < 0 ? uri : uri.substring(0, query));
  }

  /// Whether a request only asks what would happen.
  static boolean isDryRun(Fields event) {
    String uri = event.text("requestURI");
    int query = uri.indexOf('?');
    return query >= 0
        && List.of(uri.substring(query + 1).split("&", -1)).stream()
            .anyMatch(parameter -> parameter.startsWith(DRY_RUN));
  }

  /// Whether a request is to change an object.
  static boolean isWrite(Fields event) {
    return WRITES.contains(event.text("verb"));
  }

  /// Whether what is behind an object is to be connected with, by whatever verb.
  boolean isConnection() {
    return CONNECTIONS.contains(subresource);
  }

  /// Whether the server passes the request on, to a pod, a service or a node, and the answer back.
  boolean isProxy() {
    return subresource.equals(PROXY) && group.isEmpty() && PROXIES.contains(resource);
  }

  /// `NAMESPACE/NAME`, or `NAME` of what is in none.
  String called() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  boolean isObject() {
    return !resource.isEmpty()
        && (resource + subresource).indexOf('.') < 0
        && (group + resource + subresource + namespace + name).indexOf('/') < 0;
  }

  EntityUid uid() {
    return isObject()
        ? new EntityUid(
            OBJECT, KubernetesNames.object(group, resource, subresource, namespace, name))
        : new EntityUid(PATH, path);
  }

  /// What a role has to say so that `verb` is permitted: `get secrets`, `create deployments.apps`,
  /// `create pods/exec`, `get /metrics`.
  String permission(String verb) {
    if (!isObject()) {
      return verb + " " + path;
    }
    String kind = group.isEmpty() ? resource : resource + "." + group;
    return verb + " " + (subresource.isEmpty() ? kind : kind + "/" + subresource);
  }

  /// `RESOURCE.GROUP`, or `RESOURCE` of the core group, with `/SUBRESOURCE` where there is one.
  String kind() {
    return permission("").substring(1);
  }
}
