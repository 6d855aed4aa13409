package dev.remit.bench;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.CedarJson;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.Value;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.JsonWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The official engine through JNI at its best: a cached policy set and, per request, only the
/// principal, the action, the resource, what they mention and their ancestors.
final class CedarJavaPeer implements Peer {
  private static final ObjectReader CONTEXTS =
      CedarJson.objectReader().forType(new TypeReference<Map<String, Value>>() {});

  private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
  private final PolicySet policies;
  private final List<AuthorizationRequest> requests = new ArrayList<>();
  private final List<Entities> slices = new ArrayList<>();
  private final Map<EntityUID, Entity> entities = new HashMap<>();

  CedarJavaPeer(CedarWorkload workload) {
    try {
      policies = PolicySet.parsePolicies(workload.policies());
      policies.cache();
      for (Entity entity : Entities.parse(plain(workload.entities())).getEntities()) {
        entities.put(entity.getEUID(), entity);
      }
      for (CedarWorkload.Call call : workload.calls()) {
        prepare(call);
      }
    } catch (AuthException | CacheException | JsonProcessingException | SyntaxException e) {
      throw new IllegalStateException("the official engine refused the workload", e);
    }
  }

  private void prepare(CedarWorkload.Call call) throws JsonProcessingException {
    EntityUID principal = uid(call.principal());
    EntityUID action = uid(call.action());
    EntityUID resource = uid(call.resource());
    Map<String, Value> context = CONTEXTS.readValue(call.context());
    requests.add(new AuthorizationRequest(principal, action, resource, context));
    Deque<EntityUID> roots = new ArrayDeque<>(List.of(principal, action, resource));
    context.values().forEach(value -> addMentioned(value, roots));
    slices.add(slice(roots));
  }

  private static EntityUID uid(CedarWorkload.Uid uid) {
    return EntityTypeName.parse(uid.type()).orElseThrow().of(uid.id());
  }

  /// The same entities with plain uids: the Java API reads no `__entity` there.
  private static String plain(String entities) throws SyntaxException {
    return JsonWriter.compact(
        EntitiesJson.write(EntitiesJson.read(new Source("entities", entities))));
  }

  private Entities slice(Deque<EntityUID> pending) {
    Map<EntityUID, Entity> slice = new LinkedHashMap<>();
    while (!pending.isEmpty()) {
      Entity entity = entities.get(pending.pop());
      if (entity != null && slice.put(entity.getEUID(), entity) == null) {
        pending.addAll(entity.getParents());
        entity.attrs.values().forEach(value -> addMentioned(value, pending));
      }
    }
    return new Entities(Set.copyOf(slice.values()));
  }

  /// What a policy can go on from; of an element of a set it can only ask whether it is one.
  private static void addMentioned(Value value, Deque<EntityUID> pending) {
    if (value instanceof EntityUID uid) {
      pending.add(uid);
    } else if (value instanceof CedarMap fields) {
      fields.values().forEach(field -> addMentioned(field, pending));
    }
  }

  @Override
  public boolean isPermitted(int index) {
    try {
      AuthorizationResponse response =
          engine.isAuthorized(requests.get(index), policies, slices.get(index));
      return response.success.orElseThrow().isAllowed();
    } catch (AuthException e) {
      throw new IllegalStateException(e);
    }
  }
}
