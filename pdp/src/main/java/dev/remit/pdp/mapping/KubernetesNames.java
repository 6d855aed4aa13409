package dev.remit.pdp.mapping;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the users and objects of a Kubernetes API server are called here, whoever tells of them.
///
/// Source: Kubernetes documentation, Authenticating, Service account tokens; Node Authorization.
public final class KubernetesNames {
  private static final Pattern SERVICE_ACCOUNT =
      Pattern.compile("system:serviceaccount:([^:/]+):([^:/]+)");
  private static final Pattern NODE = Pattern.compile("system:node:([^:/]+)");

  private KubernetesNames() {}

  /// `NAMESPACE/NAME` of a user that is a service account.
  public static Optional<String> serviceAccount(String user) {
    Matcher account = SERVICE_ACCOUNT.matcher(user);
    return account.matches()
        ? Optional.of(account.group(1) + "/" + account.group(2))
        : Optional.empty();
  }

  /// The name of a user that is a node.
  public static Optional<String> node(String user) {
    Matcher node = NODE.matcher(user);
    return node.matches() ? Optional.of(node.group(1)) : Optional.empty();
  }

  /// `GROUP/RESOURCE/NAMESPACE/NAME`, with `RESOURCE.SUBRESOURCE` for a part of an object and
  /// nothing between the slashes for what is empty. The caller makes sure that none has a `/`, and
  /// neither resource nor subresource a `.`, so that different objects have different ids.
  public static String object(
      String group, String resource, String subresource, String namespace, String name) {
    String kind = subresource.isEmpty() ? resource : resource + "." + subresource;
    return String.join("/", group, kind, namespace, name);
  }
}
