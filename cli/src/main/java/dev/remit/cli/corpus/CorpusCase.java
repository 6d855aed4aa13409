package dev.remit.cli.corpus;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Policies, entities and questions with known answers. `source` is the file of the questions.
public record CorpusCase(
    Source source,
    Source policies,
    Source entities,
    Optional<Source> schema,
    List<Question> questions) {
  public CorpusCase {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(policies, "policies");
    Objects.requireNonNull(entities, "entities");
    Objects.requireNonNull(schema, "schema");
    questions = List.copyOf(questions);
  }

  /// What identifies the case to people.
  public String name() {
    return source.name();
  }

  /// Whether a machine wrote the case, so that its entities say everything themselves.
  public boolean isGenerated() {
    return name().contains("corpus-tests/");
  }

  /// One request of a case, written at `span`, with the answer it must get.
  public record Question(
      EntityUid principal,
      EntityUid action,
      EntityUid resource,
      Json.JsonObject context,
      Answer expected,
      Span span) {
    public Question {
      Objects.requireNonNull(principal, "principal");
      Objects.requireNonNull(action, "action");
      Objects.requireNonNull(resource, "resource");
      Objects.requireNonNull(context, "context");
      Objects.requireNonNull(expected, "expected");
      Objects.requireNonNull(span, "span");
    }
  }

  /// A decision with the ids of the policies that determined it and of those that erred. Their
  /// order is no part of it.
  public record Answer(boolean permitted, Set<String> reasons, Set<String> errors) {
    public Answer {
      reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
      errors = Collections.unmodifiableSortedSet(new TreeSet<>(errors));
    }

    @Override
    public String toString() {
      return (permitted ? "allow" : "deny") + " by " + reasons + ", errors " + errors;
    }
  }
}
