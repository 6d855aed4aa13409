package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.json.EntityPlaces;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What keeps a part to what it owns, whoever publishes it. Each policy of a part, permit or
/// forbid, is bound in its scope to a resource type that the part owns, and has an id that begins
/// with the part's name, as no other policy has. Each of its entities is of an owned type that no
/// decision about foreign resources looks at, and is in none but such.
///
/// Everything is read off texts and schema: which requests come, or how a template is linked, does
/// not matter. Collects every mistake.
final class PartRules {
  private static final String POLICY = "bundle.part-policy";
  private static final String POLICY_ID = "bundle.part-policy-id";
  private static final String ENTITY = "bundle.part-entity";

  private final Parts parts;
  private final Schema schema;
  private final Map<Part, Set<Name>> foreign = new HashMap<>();
  private final List<Diagnostic> mistakes = new ArrayList<>();

  PartRules(Parts parts, Schema schema) {
    this.parts = Objects.requireNonNull(parts, "parts");
    this.schema = Objects.requireNonNull(schema, "schema");
  }

  List<Diagnostic> mistakes() {
    return mistakes;
  }

  /// A policy of a central file: it is not called as a part's policies are.
  void checkCentral(Source source, PolicyId id, Policy policy) {
    for (Part part : parts.all()) {
      if (part.names(id)) {
        add(
            POLICY_ID,
            source,
            policy.span(),
            "`" + id + "` is called as a policy of the part `" + part.name() + "`",
            "choose an id that does not begin with `" + part.name() + "/`");
      }
    }
  }

  /// A policy or template of a file of `part`.
  void check(Part part, Source source, PolicyId id, Policy policy) {
    if (policy.annotation("id").isEmpty() || !part.names(id)) {
      add(
          POLICY_ID,
          source,
          policy.span(),
          "a policy of the part `" + part.name() + "` is not called so",
          "write `@id(\"" + part.name() + "/…\")`");
    }
    Optional<Name> bound = boundType(policy.resource());
    if (bound.isEmpty() || !part.owns(bound.get())) {
      add(
          POLICY,
          source,
          policy.span(),
          "`" + id + "` " + reach(part, bound),
          "write `resource is T` in its scope, T of " + part.ownsText());
    }
  }

  private String reach(Part part, Optional<Name> bound) {
    if (bound.isEmpty()) {
      return "may bear on resources of any type, but the part `"
          + part.name()
          + "` only on what it owns";
    }
    String owner =
        parts
            .ownerOf(bound.get())
            .map(other -> "; the part `" + other.name() + "` does")
            .orElse("");
    return "bears on `"
        + bound.get()
        + "`, which the part `"
        + part.name()
        + "` does not own"
        + owner;
  }

  /// The only type that the resource can have; what a link fills in has any.
  private static Optional<Name> boundType(Scope resource) {
    return switch (resource) {
      case Scope.Is(Name type) -> Optional.of(type);
      case Scope.IsIn(Name type, ScopeEntity _) -> Optional.of(type);
      case Scope.Equal(ScopeEntity.Entity(EntityUid uid)) -> Optional.of(uid.type());
      case Scope.Equal(ScopeEntity.Open _) -> Optional.empty();
      case Scope.In(ScopeEntity _) -> Optional.empty();
      case Scope.Any() -> Optional.empty();
    };
  }

  /// The entities of a file of `part`.
  void check(Part part, Source source, Collection<Entity> entities) {
    Map<EntityUid, Span> places = Map.of();
    for (Entity entity : entities) {
      List<String> wrong = wrong(part, entity);
      if (!wrong.isEmpty() && places.isEmpty()) {
        places = EntityPlaces.of(source);
      }
      for (String what : wrong) {
        add(
            ENTITY,
            source,
            places.getOrDefault(entity.uid(), Span.NONE),
            "`" + entity.uid() + "` of the part `" + part.name() + "` " + what,
            "have it in a central file, or put it over the API");
      }
    }
  }

  private List<String> wrong(Part part, Entity entity) {
    List<String> wrong = new ArrayList<>();
    Name type = entity.uid().type();
    if (!part.owns(type)) {
      wrong.add("is of a type that the part does not own");
    } else if (foreign(part).contains(type)) {
      wrong.add("is of a type that decisions about what others own look at, by the schema");
    }
    for (EntityUid parent : entity.parents()) {
      if (!part.owns(parent.type())) {
        wrong.add("is in `" + parent + "`, whose type the part does not own");
      }
    }
    return wrong;
  }

  private Set<Name> foreign(Part part) {
    return foreign.computeIfAbsent(part, each -> ForeignTypes.of(each, schema));
  }

  private void add(String code, Source source, Span span, String message, String help) {
    if (mistakes.size() < Limits.DIAGNOSTICS_MAX) {
      mistakes.add(new Diagnostic(code, source, span, message, help));
    }
  }
}
