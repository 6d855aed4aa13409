package dev.remit.server.access;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.store.data.TenantId;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls the service, authenticated: a registered enforcement point, operator or tool.
///
/// `tenant` is whose it is: what it asks, reads and changes is that tenant's. An id is one of its
/// tenant; another one may have an equal one.
///
/// `point` is the decision point that its records name. `speaksFor` bounds the subjects and
/// resources that it may ask about. `principal` is the caller itself as a subject of policies, or
/// null if it is none. `parts` are those of the bundle that it is there to publish.
public record Caller(
    TenantId tenant,
    String id,
    Set<String> roles,
    String point,
    SpeaksFor speaksFor,
    @Nullable EntityUid principal,
    Set<String> parts) {
  public Caller {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(id, "id");
    roles = Set.copyOf(roles);
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(speaksFor, "speaksFor");
    parts = Set.copyOf(parts);
  }

  /// One that publishes no parts.
  public Caller(
      TenantId tenant,
      String id,
      Set<String> roles,
      String point,
      SpeaksFor speaksFor,
      @Nullable EntityUid principal) {
    this(tenant, id, roles, point, speaksFor, principal, Set.of());
  }

  /// One of the default tenant that is no subject of policies.
  public Caller(String id, Set<String> roles, String point, SpeaksFor speaksFor) {
    this(TenantId.DEFAULT, id, roles, point, speaksFor, null, Set.of());
  }

  /// What it is called where callers of several tenants are told apart: `acme/gateway-1`; one of
  /// the default tenant, by its id alone.
  public String name() {
    return tenant.isDefault() ? id : tenant + "/" + id;
  }

  /// Whether a subject is the caller itself.
  public boolean is(String subjectType, String subjectId) {
    return principal != null
        && principal.id().equals(subjectId)
        && principal.type().value().equals(subjectType);
  }

  /// The same caller, as the subject that its credential names unless it is registered as another.
  Caller as(@Nullable EntityUid subject) {
    return principal != null || subject == null
        ? this
        : new Caller(tenant, id, roles, point, speaksFor, subject, parts);
  }

  /// Entity types; an empty set is all of them.
  public record SpeaksFor(Set<Name> subjects, Set<Name> resources) {
    public static final SpeaksFor ALL = new SpeaksFor(Set.of(), Set.of());

    public SpeaksFor {
      subjects = Set.copyOf(subjects);
      resources = Set.copyOf(resources);
    }

    /// Whether it may ask about this: by the types of the principal and of every resource.
    public boolean covers(MappedRequest request) {
      return coversSubject(request.principal().type())
          && switch (request) {
            case MappedRequest.Mapped mapped ->
                mapped.resources().stream().allMatch(resource -> coversResource(resource.type()));
            case MappedRequest.Refused _ -> true;
          };
    }

    public boolean coversSubject(Name type) {
      return subjects.isEmpty() || subjects.contains(type);
    }

    public boolean coversResource(Name type) {
      return resources.isEmpty() || resources.contains(type);
    }
  }
}
