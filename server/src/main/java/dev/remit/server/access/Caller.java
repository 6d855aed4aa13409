package dev.remit.server.access;

import dev.remit.cedar.value.Name;
import java.util.Objects;
import java.util.Set;

/// Who calls the service, authenticated: a registered enforcement point, operator or tool.
///
/// `point` is the decision point that its records name. `speaksFor` bounds the subjects and
/// resources that it may ask about.
public record Caller(String id, Set<String> roles, String point, SpeaksFor speaksFor) {
  public Caller {
    Objects.requireNonNull(id, "id");
    roles = Set.copyOf(roles);
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(speaksFor, "speaksFor");
  }

  /// Entity types; an empty set is all of them.
  public record SpeaksFor(Set<Name> subjects, Set<Name> resources) {
    public static final SpeaksFor ALL = new SpeaksFor(Set.of(), Set.of());

    public SpeaksFor {
      subjects = Set.copyOf(subjects);
      resources = Set.copyOf(resources);
    }

    public boolean coversSubject(Name type) {
      return subjects.isEmpty() || subjects.contains(type);
    }

    public boolean coversResource(Name type) {
      return resources.isEmpty() || resources.contains(type);
    }
  }
}
