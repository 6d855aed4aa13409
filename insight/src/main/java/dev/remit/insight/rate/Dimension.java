package dev.remit.insight.rate;

import dev.remit.cedar.diagnostic.Choices;
import dev.remit.cedar.value.EntityUid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What attempts are told apart by.
public enum Dimension {
  /// Whose authority was asked about.
  IDENTITY("identity", Known.ROLLED_UP),
  /// The declared owner of whose authority was asked about, else that of the first resource, where
  /// the decision point knew one.
  OWNER("owner", Known.RECORDED),
  ACTION("action", Known.ROLLED_UP),
  RESOURCE_TYPE("resource-type", Known.ROLLED_UP),
  /// The first resource of the request.
  RESOURCE("resource", Known.RECORDED),
  /// The decision point that answered.
  POINT("point", Known.ROLLED_UP),
  /// To what end it was asked, where that is known; otherwise the task that it was part of.
  WORKFLOW("workflow", Known.RECORDED),
  KIND("kind", Known.ALWAYS),
  /// The kind of log that an observation was read from.
  SOURCE("source", Known.RECORDED),
  HOUR("hour", Known.ALWAYS),
  DAY("day", Known.ALWAYS);

  private enum Known {
    /// By every rollup, also one of others.
    ALWAYS,
    /// By rollups, but not those of others.
    ROLLED_UP,
    /// By records alone.
    RECORDED
  }

  /// What a group is called of which that is not known.
  public static final String UNKNOWN = "(not known)";

  /// The type of nearly all actions, which then says nothing.
  private static final String PLAIN_ACTION = "Action";

  private final String title;
  private final Known known;

  Dimension(String title, Known known) {
    this.title = title;
    this.known = known;
  }

  /// As the command line and reports name it.
  public String title() {
    return title;
  }

  public static Optional<Dimension> find(String title) {
    return Stream.of(values()).filter(dimension -> dimension.title.equals(title)).findFirst();
  }

  /// As messages list all of them.
  public static String choices() {
    return Choices.text(Stream.of(values()).map(Dimension::title));
  }

  /// Whether counts by hour tell them apart.
  boolean isRolledUp() {
    return known != Known.RECORDED;
  }

  /// Whether also those counts do that tell nothing else.
  boolean isAlwaysKnown() {
    return known == Known.ALWAYS;
  }

  /// Over a [Relation].
  List<String> columns() {
    return switch (this) {
      case IDENTITY -> List.of("principal_type", "principal_id");
      case OWNER -> List.of("resource_owner");
      case ACTION -> List.of("action_type", "action_id");
      case RESOURCE_TYPE -> List.of("resource_type");
      case RESOURCE -> List.of("resource_type", "resource_id");
      case POINT -> List.of("point");
      case WORKFLOW -> List.of("coalesce(purpose, task)");
      case KIND -> List.of("kind");
      case SOURCE -> List.of("source");
      case HOUR -> List.of("hour_of");
      case DAY -> List.of(Relation.floor("epoch_ms(hour_of)", Relation.DAY_MILLIS));
    };
  }

  /// What the values of its columns are called.
  String name(List<@Nullable Object> values) {
    Object first = values.getFirst();
    Object last = values.getLast();
    if (first == null || last == null) {
      return UNKNOWN;
    }
    return switch (this) {
      case HOUR -> ((OffsetDateTime) first).toInstant().toString();
      case DAY ->
          LocalDate.ofInstant(Instant.ofEpochMilli(((Number) first).longValue()), ZoneOffset.UTC)
              .toString();
      case IDENTITY, RESOURCE -> EntityUid.of(first.toString(), last.toString()).toString();
      case ACTION -> action(first.toString(), last.toString());
      case OWNER, RESOURCE_TYPE, POINT, WORKFLOW, KIND, SOURCE -> first.toString();
    };
  }

  /// An action, without a type that says nothing.
  static String action(String type, String id) {
    return type.equals(PLAIN_ACTION) ? id : EntityUid.of(type, id).toString();
  }
}
