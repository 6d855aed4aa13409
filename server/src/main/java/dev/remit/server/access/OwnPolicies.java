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
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.Value;
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

  private final PolicyEngine engine;
  private final EntityUid tenant;

  private OwnPolicies(PolicyEngine engine, EntityUid tenant) {
    this.engine = engine;
    this.tenant = tenant;
  }

  /// Those for the callers of a tenant.
  public static OwnPolicies of(String tenant) {
    try {
      return new OwnPolicies(
          PolicyEngine.compile(
              PolicySetReader.read(List.of(source(POLICIES)), PolicyNaming.BY_ANNOTATION)),
          EntityUid.of("Remit::Tenant", tenant));
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

  /// What a caller with these roles may do. The policies look at nothing else for it, so that this
  /// holds until its roles change.
  Set<Right> rights(String callerId, Set<String> roles) {
    Entities entities = entities(callerId, roles, Set.of());
    Set<Right> rights = EnumSet.noneOf(Right.class);
    for (Right right : Right.values()) {
      if (permits(request(callerId, right), entities)) {
        rights.add(right);
      }
    }
    return Collections.unmodifiableSet(rights);
  }

  /// Whether a caller may publish a part of the bundle.
  boolean mayPublish(Caller caller, String part) {
    Request request =
        new Request(
            caller(caller.id()), action(Right.PUBLISH_PARTS), part(part), RecordValue.EMPTY);
    return permits(request, entities(caller.id(), caller.roles(), caller.parts()));
  }

  private static Entities entities(String callerId, Set<String> roles, Set<String> parts) {
    SetValue published = SetValue.of(parts.stream().<Value>map(OwnPolicies::part).toList());
    return Entities.of(
        List.of(
            new Entity(
                caller(callerId),
                RecordValue.of(Map.of("parts", published)),
                roles.stream()
                    .map(role -> EntityUid.of("Remit::Role", role))
                    .collect(Collectors.toSet()),
                RecordValue.EMPTY)));
  }

  /// An error of any policy denies.
  private boolean permits(Request request, Entities entities) {
    Response response = engine.authorize(request, entities);
    return response.permitted() && response.errors().isEmpty();
  }

  Request request(String callerId, Right right) {
    return new Request(caller(callerId), action(right), tenant, RecordValue.EMPTY);
  }

  private static EntityUid action(Right right) {
    return EntityUid.of("Remit::Action", right.text());
  }

  private static EntityUid part(String name) {
    return EntityUid.of("Remit::Part", name);
  }

  static EntityUid caller(String id) {
    return EntityUid.of("Remit::Caller", id);
  }
}
