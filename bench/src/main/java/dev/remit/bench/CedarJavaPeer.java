package dev.remit.bench;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.function.BiFunction;

/// The official engine through JNI at its best: a cached policy set and, per request, only the
/// principal, the action, the resource, what they mention and their ancestors.
final class CedarJavaPeer implements Peer {
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
    } catch (AuthException | CacheException | JsonProcessingException | SyntaxException e) {
      throw new IllegalStateException("the official engine refused the workload", e);
    }
    BiFunction<String, String, EntityUID> uid =
        (type, id) -> EntityTypeName.parse(type).orElseThrow().of(id);
    for (CedarWorkload.Call call : workload.calls()) {
      EntityUID principal = uid.apply(call.principalType(), call.principal());
      EntityUID action = uid.apply("Action", call.action());
      EntityUID resource = uid.apply(call.resourceType(), call.resource());
      requests.add(new AuthorizationRequest(principal, action, resource, Map.of()));
      slices.add(slice(principal, action, resource));
    }
  }

  /// The same entities with plain uids: the Java API reads no `__entity` there.
  private static String plain(String entities) throws SyntaxException {
    return JsonWriter.compact(
        EntitiesJson.write(EntitiesJson.read(new Source("entities", entities))));
  }

  private Entities slice(EntityUID... roots) {
    Map<EntityUID, Entity> slice = new LinkedHashMap<>();
    Deque<EntityUID> pending = new ArrayDeque<>(List.of(roots));
    while (!pending.isEmpty()) {
      Entity entity = entities.get(pending.pop());
      if (entity != null && slice.put(entity.getEUID(), entity) == null) {
        pending.addAll(entity.getParents());
        entity.attrs.values().stream()
            .filter(EntityUID.class::isInstance)
            .map(EntityUID.class::cast)
            .forEach(pending::add);
      }
    }
    return new Entities(Set.copyOf(slice.values()));
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
