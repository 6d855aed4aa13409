package dev.remit.insight.declared;

import java.util.List;
import java.util.Objects;

/// Something that work is declared to need: an action on a resource.
///
/// Either may end in `*`, which stands for any end; the resource is written as its id or as
/// `Type::"id"`, and is empty where any will do.
public record Need(String action, String resource) {
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
    NamePattern what = new NamePattern(action);
    return (what.isLike(actionId) || what.isLike(permission))
        && (resource.isEmpty()
            || resource.equals("*")
            || resources.stream().anyMatch(new NamePattern(resource)::isOf));
  }

  /// As people write it.
  public String text() {
    return "`" + action + "`" + (resource.isEmpty() ? "" : " on `" + resource + "`");
  }
}
