package dev.remit.pdp.delegation;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.text.EntityUidParser;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.delegation.AgentRule.ActsFor;
import dev.remit.pdp.delegation.AgentRule.Authority;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a bundle says of acting for others.
///
/// `users` is the type of the user that a token is about, `actors` that of the agents in between. A
/// subject that is written `Type::"id"` names its type, if that is one of `named`; otherwise the
/// whole text is an id. `depth` is how many delegators a request may have, the user among them.
/// `agents` are the rules by type of agent.
public record Delegation(
    Name users, Name actors, Set<Name> named, int depth, SortedMap<Name, AgentRule> agents) {
  /// The highest depth that a bundle can allow: no validated token has more actors.
  public static final int DEPTH_MAX = 16;

  /// Where a bundle says nothing.
  public static final int DEPTH_DEFAULT = 4;

  public static final Name USER = new Name("User");

  public Delegation {
    Objects.requireNonNull(users, "users");
    Objects.requireNonNull(actors, "actors");
    named = Set.copyOf(named);
    if (depth < 1 || depth > DEPTH_MAX) {
      throw new IllegalArgumentException("depth " + depth);
    }
    agents = Collections.unmodifiableSortedMap(new TreeMap<>(agents));
  }

  /// Of a bundle that says nothing of it, with agents of that type.
  public static Delegation of(Name actors) {
    return new Delegation(USER, actors, Set.of(), DEPTH_DEFAULT, new TreeMap<>(Map.of()));
  }

  public AgentRule ruleOf(Name type) {
    return agents.getOrDefault(type, AgentRule.DEFAULT);
  }

  /// Whose authority a request of `principal` needs.
  ///
  /// What is asserted counts for nothing here, so that neither saying a chain nor leaving one out
  /// adds anything to what the principal may do.
  public Standing standing(EntityUid principal, Provenance provenance) {
    AgentRule rule = ruleOf(principal.type());
    List<EntityUid> delegators = delegators(provenance);
    if (delegators.isEmpty()) {
      return rule.actsFor() == ActsFor.REQUIRED ? new Standing.NoDelegator() : Standing.Asked.ALONE;
    }
    if (delegators.size() > depth) {
      return new Standing.TooDeep(delegators.size(), depth);
    }
    if (rule.actsFor() == ActsFor.NEVER) {
      return new Standing.ForNobody(principal);
    }
    // The last one is the user, who acts for nobody.
    for (EntityUid between : delegators.subList(0, delegators.size() - 1)) {
      if (ruleOf(between.type()).actsFor() == ActsFor.NEVER) {
        return new Standing.ForNobody(between);
      }
    }
    return rule.authority() == Authority.OWN
        ? Standing.Asked.ALONE
        : new Standing.Asked(
            delegators.stream().filter(one -> !one.equals(principal)).distinct().toList());
  }

  /// For whom a request is made by what is verified of it: the actors of the chain, the nearest to
  /// the principal first, then the user. Empty unless both are verified: a validated token says who
  /// asked for whom, and with it through whom, if through anybody.
  public List<EntityUid> delegators(Provenance provenance) {
    if (!(provenance.user() instanceof Claim.Verified<String>(String user))
        || !(provenance.chain() instanceof Claim.Verified<List<String>>(List<String> chain))) {
      return List.of();
    }
    List<EntityUid> delegators = new ArrayList<>(chain.size() + 1);
    for (String actor : chain) {
      delegators.add(entity(actor, actors));
    }
    delegators.add(entity(user, users));
    return delegators;
  }

  private EntityUid entity(String subject, Name type) {
    if (!named.isEmpty() && subject.endsWith("\"")) {
      try {
        EntityUid written = EntityUidParser.parse(subject);
        if (named.contains(written.type())) {
          return written;
        }
      } catch (SyntaxException _) {
        // It is an id that looks like more.
      }
    }
    return new EntityUid(type, subject);
  }
}
