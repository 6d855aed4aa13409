package dev.remit.cedar.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Policies, templates and links of templates by id, each in the order it was added. Ids are unique
/// across all three.
public final class PolicySet {
  public static final PolicySet EMPTY = new PolicySet(Map.of(), List.of());

  private final Map<PolicyId, Policy> sources;
  private final List<Link> links;
  private final Map<PolicyId, Policy> policies;

  /// `sources` are policies and templates in order; links are applied in order after them.
  ///
  /// Throws [IllegalArgumentException] on an id used twice, a link of no template, or a link that
  /// does not fill just the slots of its template. Readers of input check before they build.
  public PolicySet(Map<PolicyId, Policy> sources, List<Link> links) {
    this.sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    this.links = List.copyOf(links);
    Map<PolicyId, Policy> decided = new LinkedHashMap<>();
    sources.forEach((id, policy) -> {
      if (!policy.isTemplate()) {
        decided.put(id, policy);
      }
    });
    for (Link link : links) {
      Policy template = sources.get(link.template());
      if (template == null || !template.isTemplate()) {
        throw new IllegalArgumentException("no template " + link.template());
      }
      if (sources.containsKey(link.id())
          || decided.put(link.id(), template.link(link.values())) != null) {
        throw new IllegalArgumentException("id used twice: " + link.id());
      }
    }
    this.policies = Collections.unmodifiableMap(decided);
  }

  /// Policies and templates named `policy0`, `policy1`, … by position.
  public static PolicySet byPosition(List<Policy> policies) {
    Map<PolicyId, Policy> sources = new LinkedHashMap<>();
    for (int i = 0; i < policies.size(); i++) {
      sources.put(PolicyId.ofPosition(i), policies.get(i));
    }
    return new PolicySet(sources, List.of());
  }

  /// Static policies and templates, as written.
  public Map<PolicyId, Policy> sources() {
    return sources;
  }

  public List<Link> links() {
    return links;
  }

  /// What decides: static policies in order, then linked templates in order; none has a slot.
  public Map<PolicyId, Policy> policies() {
    return policies;
  }

  /// The templates among [#sources].
  public Map<PolicyId, Policy> templates() {
    Map<PolicyId, Policy> templates = new LinkedHashMap<>();
    sources.forEach((id, policy) -> {
      if (policy.isTemplate()) {
        templates.put(id, policy);
      }
    });
    return templates;
  }

  /// This set and one more link.
  public PolicySet with(Link link) {
    List<Link> more = new ArrayList<>(links);
    more.add(link);
    return new PolicySet(sources, more);
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof PolicySet that
        && sources.equals(that.sources)
        && links.equals(that.links);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sources, links);
  }

  /// A template with its slots filled, under an id of its own.
  public record Link(PolicyId template, PolicyId id, Map<Slot, ScopeEntity.Entity> values) {
    public Link {
      Objects.requireNonNull(template, "template");
      Objects.requireNonNull(id, "id");
      values = Map.copyOf(values);
    }
  }
}
