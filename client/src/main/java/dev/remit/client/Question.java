package dev.remit.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// May this subject do this action on that resource? Immutable.
///
/// Source: OpenID AuthZEN Authorization API 1.0, access evaluation request.
public final class Question {
  /// Characters of a question as JSON; the service takes no larger body.
  public static final int CHARS_MAX = 256 << 10;

  private final Entity subject;
  private final String action;
  private final Entity resource;
  private final @Nullable Credential credential;
  private final String json;

  private Question(
      Builder builder, Entity subject, String action, Entity resource, Map<String, Object> json) {
    this.subject = subject;
    this.action = action;
    this.resource = resource;
    this.credential = builder.credential;
    this.json = JsonWriter.write(json);
    if (this.json.length() > CHARS_MAX) {
      throw new IllegalArgumentException(
          "question: %,d characters, more than %,d; send less context"
              .formatted(this.json.length(), CHARS_MAX));
    }
  }

  /// A question without properties or context.
  public static Question of(Entity subject, String action, Entity resource) {
    return builder().subject(subject).action(action).resource(resource).build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public Entity subject() {
    return subject;
  }

  public String action() {
    return action;
  }

  public Entity resource() {
    return resource;
  }

  public Optional<Credential> credential() {
    return Optional.ofNullable(credential);
  }

  /// One text for equal questions: the members of every object are sorted.
  String json() {
    return json;
  }

  /// Without properties and context, which may be nobody's to see.
  @Override
  public String toString() {
    return "%s::%s %s %s::%s"
        .formatted(subject.type(), subject.id(), action, resource.type(), resource.id());
  }

  /// Puts a question together; not for several threads.
  public static final class Builder {
    private @Nullable Entity subject;
    private @Nullable String action;
    private Map<String, Object> actionProperties = Map.of();
    private @Nullable Entity resource;
    private Map<String, Object> context = Map.of();
    private @Nullable Credential credential;

    private Builder() {}

    public Builder subject(Entity subject) {
      this.subject = Objects.requireNonNull(subject, "subject");
      return this;
    }

    public Builder subject(String type, String id) {
      return subject(new Entity(type, id));
    }

    public Builder action(String name) {
      return action(name, Map.of());
    }

    public Builder action(String name, Map<String, Object> properties) {
      this.action = Objects.requireNonNull(name, "name");
      this.actionProperties = JsonValue.copyOf(properties);
      return this;
    }

    public Builder resource(Entity resource) {
      this.resource = Objects.requireNonNull(resource, "resource");
      return this;
    }

    public Builder resource(String type, String id) {
      return resource(new Entity(type, id));
    }

    public Builder context(Map<String, Object> context) {
      this.context = JsonValue.copyOf(context);
      return this;
    }

    /// Without one no answer to the question is kept.
    public Builder credential(Credential credential) {
      this.credential = Objects.requireNonNull(credential, "credential");
      return this;
    }

    /// Throws [IllegalStateException] if subject, action or resource is missing, and
    /// [IllegalArgumentException] for a question that is too large.
    public Question build() {
      if (subject == null || action == null || resource == null) {
        throw new IllegalStateException(
            "question: subject, action and resource are needed; set all three");
      }
      Map<String, Object> json = new HashMap<>();
      json.put("subject", subject.json());
      json.put(
          "action",
          actionProperties.isEmpty()
              ? Map.of("name", action)
              : Map.of("name", action, "properties", actionProperties));
      json.put("resource", resource.json());
      if (!context.isEmpty()) {
        json.put("context", context);
      }
      return new Question(this, subject, action, resource, json);
    }
  }
}
