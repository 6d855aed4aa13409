package dev.remit.insight.declared;

import java.util.List;
import java.util.Objects;

/// Something that work is declared to need: an action on a resource.
///
/// Either may end in `*`, which stands for any end; the resource is written as its id or as
/// `Type::"id"`, and is empty where any will do.
public record Need(String action, String resource) {
  private static final String ANY = "*";

  public Need {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(resource, "resource");
    if (action.isEmpty()) {
      throw new IllegalArgumentException("a need of nothing");
    }
  }

  /// Whether it is of an action, under either of its names, and of one of the resources, which are
  /// written as `Type::"id"`. Nothing is known of the resources of a request that names none.
  public boolean covers(String actionId, String permission, List<String> resources) {
    return (isLike(action, actionId) || isLike(action, permission))
        && (resource.isEmpty() || resource.equals(ANY) || resources.stream().anyMatch(this::isOf));
  }

  private boolean isOf(String uid) {
    if (resource.indexOf('"') < 0) {
      int quote = uid.indexOf('"');
      return isLike(resource, quote < 0 ? uid : uid.substring(quote + 1, uid.length() - 1));
    }
    return resource.endsWith(ANY + '"')
        ? uid.startsWith(resource.substring(0, resource.length() - 2))
        : uid.equals(resource);
  }

  private static boolean isLike(String pattern, String text) {
    return pattern.endsWith(ANY)
        ? text.startsWith(pattern.substring(0, pattern.length() - 1))
        : text.equals(pattern);
  }

  /// As people write it.
  public String text() {
    return "`" + action + "`" + (resource.isEmpty() ? "" : " on `" + resource + "`");
  }
}
