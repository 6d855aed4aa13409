package dev.remit.server.access;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.diagnostic.Utf8;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.engine.Response;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.Value;
import dev.remit.store.data.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Remit's own Cedar policies, which ship with it: they decide what callers may do.
public final class OwnPolicies {
  static final String POLICIES = "policies.cedar";
  static final String SCHEMA = "schema.cedarschema";

  private static final Name PART = new Name("Remit::Part");

  private final PolicyEngine engine;

  private OwnPolicies(PolicyEngine engine) {
    this.engine = engine;
  }

  /// Those that ship with this version.
  public static OwnPolicies shipped() {
    try {
      return new OwnPolicies(
          PolicyEngine.compile(
              PolicySetReader.read(List.of(source(POLICIES)), PolicyNaming.BY_ANNOTATION)));
    } catch (SyntaxException e) {
      throw new IllegalStateException("Remit's own policies cannot be read", e);
    }
  }

  static Source source(String name) throws SyntaxException {
    try (InputStream stream = OwnPolicies.class.getResourceAsStream(name)) {
      return Utf8.decode(name, Objects.requireNonNull(stream, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a caller may do within its own tenant. The policies look at nothing else for it than its
  /// tenant and its roles, so that this holds until those change.
  Set<Right> rights(Caller caller) {
    Set<Right> rights = EnumSet.noneOf(Right.class);
    for (Right right : Right.values()) {
      if (permits(caller, right, caller.tenant())) {
        rights.add(right);
      }
    }
    return Collections.unmodifiableSet(rights);
  }

  /// Whether a caller may do something to what is the tenant's. An error of any policy denies.
  boolean permits(Caller caller, Right right, TenantId tenant) {
    return permits(caller, right, tenant(tenant));
  }

  /// Whether a caller may publish a part of the bundle of its own tenant.
  boolean mayPublish(Caller caller, String part) {
    return permits(caller, Right.PUBLISH_PARTS, part(part));
  }

  private boolean permits(Caller caller, Right right, EntityUid resource) {
    EntityUid principal = EntityUid.of("Remit::Caller", caller.name());
    Response response =
        engine.authorize(
            new Request(
                principal,
                EntityUid.of("Remit::Action", right.text()),
                resource,
                RecordValue.EMPTY),
            entities(principal, caller, resource));
    return response.permitted() && response.errors().isEmpty();
  }

  /// The caller, and a part as what is its tenant's: it names parts of no other bundle.
  private static Entities entities(EntityUid principal, Caller caller, EntityUid resource) {
    SetValue parts = SetValue.of(caller.parts().stream().<Value>map(OwnPolicies::part).toList());
    EntityUid tenant = tenant(caller.tenant());
    Entity known =
        new Entity(
            principal,
            RecordValue.of(Map.of("tenant", tenant, "parts", parts)),
            caller.roles().stream()
                .map(role -> EntityUid.of("Remit::Role", role))
                .collect(Collectors.toSet()),
            RecordValue.EMPTY);
    return resource.type().equals(PART)
        ? Entities.of(List.of(known, Entity.of(resource, List.of(tenant))))
        : Entities.of(List.of(known));
  }

  private static EntityUid part(String name) {
    return new EntityUid(PART, name);
  }

  private static EntityUid tenant(TenantId tenant) {
    return EntityUid.of("Remit::Tenant", tenant.value());
  }
}
