package dev.remit.server.access;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.request.MappedRequest;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls the service, authenticated: a registered enforcement point, operator or tool.
///
/// `point` is the decision point that its records name. `speaksFor` bounds the subjects and
/// resources that it may ask about. `principal` is the caller itself as a subject of policies, or
/// null if it is none. `parts` are those of the bundle that it is there to publish.
public record Caller(
    String id,
    Set<String> roles,
    String point,
    SpeaksFor speaksFor,
    @Nullable EntityUid principal,
    Set<String> parts) {
  public Caller {
    Objects.requireNonNull(id, "id");
    roles = Set.copyOf(roles);
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(speaksFor, "speaksFor");
    parts = Set.copyOf(parts);
  }

  /// One that publishes no parts.
  public Caller(
      String id,
      Set<String> roles,
      String point,
      SpeaksFor speaksFor,
      @Nullable EntityUid principal) {
    this(id, roles, point, speaksFor, principal, Set.of());
  }

  /// One that is no subject of policies.
  public Caller(String id, Set<String> roles, String point, SpeaksFor speaksFor) {
    this(id, roles, point, speaksFor, null);
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
        : new Caller(id, roles, point, speaksFor, subject, parts);
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
