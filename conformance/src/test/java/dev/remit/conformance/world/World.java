package dev.remit.conformance.world;

import dev.remit.conformance.oracle.OraclePolicies;
import java.util.List;

/// What is known when a request comes: policies, links and entities, all as texts that no engine
/// has read yet. `entities` is a JSON array.
public record World(List<PolicyText> policies, List<LinkText> links, String entities) {
  public World {
    policies = List.copyOf(policies);
    links = List.copyOf(links);
  }

  public OraclePolicies forOracle() {
    OraclePolicies set = new OraclePolicies();
    for (PolicyText policy : policies) {
      switch (policy.form()) {
        case TEXT -> addText(set, policy);
        case JSON -> addJson(set, policy);
      }
    }
    links.forEach(link -> set.addLink(link.template(), link.id(), link.valuesJson()));
    return set;
  }

  private static void addText(OraclePolicies set, PolicyText policy) {
    if (policy.template()) {
      set.addTemplateText(policy.id(), policy.content());
    } else {
      set.addText(policy.id(), policy.content());
    }
  }

  private static void addJson(OraclePolicies set, PolicyText policy) {
    if (policy.template()) {
      set.addTemplateJson(policy.id(), policy.content());
    } else {
      set.addJson(policy.id(), policy.content());
    }
  }
}
