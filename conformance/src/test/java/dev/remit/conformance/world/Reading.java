package dev.remit.conformance.world;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.json.PolicyJson;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.policy.Slot;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.text.PolicyParser;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the texts of a world with our readers.
public final class Reading {
  private Reading() {}

  public static PolicySet policies(World world) throws SyntaxException, RefusedException {
    Map<PolicyId, Policy> sources = new LinkedHashMap<>();
    for (PolicyText text : world.policies()) {
      Policy policy = policy(text);
      if (policy.isTemplate() != text.template()) {
        throw new RefusedException(text.id() + " is the other of policy and template");
      }
      sources.put(new PolicyId(text.id()), policy);
    }
    List<PolicySet.Link> links = new ArrayList<>();
    for (LinkText link : world.links()) {
      links.add(link(link));
    }
    try {
      return new PolicySet(sources, links);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(String.valueOf(e.getMessage()));
    }
  }

  private static Policy policy(PolicyText text) throws SyntaxException, RefusedException {
    Source source = new Source(text.id(), text.content());
    return switch (text.form()) {
      case JSON -> PolicyJson.read(source);
      case TEXT -> {
        List<Policy> policies = PolicyParser.parse(source);
        if (policies.size() != 1) {
          throw new RefusedException(text.id() + " holds " + policies.size() + " policies");
        }
        yield policies.getFirst();
      }
    };
  }

  private static PolicySet.Link link(LinkText link) throws RefusedException {
    Map<Slot, ScopeEntity.Entity> values = new EnumMap<>(Slot.class);
    for (Map.Entry<String, Uid> value : link.values().entrySet()) {
      Slot slot = value.getKey().equals("?principal") ? Slot.PRINCIPAL : Slot.RESOURCE;
      values.put(slot, new ScopeEntity.Entity(uid(value.getValue())));
    }
    return new PolicySet.Link(new PolicyId(link.template()), new PolicyId(link.id()), values);
  }

  public static Request request(Ask ask) throws SyntaxException, RefusedException {
    return new Request(
        uid(ask.principal()),
        uid(ask.action()),
        uid(ask.resource()),
        ContextJson.read(new Source("context", ask.context())));
  }

  /// A request whose context is read by a schema.
  static Request request(Ask ask, Schema schema) throws SyntaxException, RefusedException {
    EntityUid action = uid(ask.action());
    return new Request(
        uid(ask.principal()),
        action,
        uid(ask.resource()),
        ContextJson.read(new Source("context", ask.context()), schema, action));
  }

  private static EntityUid uid(Uid uid) throws RefusedException {
    if (!Name.isValid(uid.type())) {
      throw new RefusedException("no entity type: " + uid.type());
    }
    return EntityUid.of(uid.type(), uid.id());
  }

  /// An input that breaks a rule no reader of texts holds.
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }
  }
}
