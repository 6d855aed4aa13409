package dev.remit.insight.cause;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.declared.Approvals;
import dev.remit.insight.declared.Declarations;
import dev.remit.insight.declared.PolicyOwners;
import dev.remit.insight.declared.SourcesOfTruth;
import dev.remit.insight.rate.RiseClass;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.observation.AuthorityChange;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservationRows;
import dev.remit.store.observation.ObservedClient;
import dev.remit.store.observation.ObservedOutcome;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// The events of an account, written down by a test in any order.
final class Events {
  static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private final List<Written> observations = new ArrayList<>();
  private Claim<String> purpose = Claim.absent();
  private String agent = "sdk";
  private String address = "10.0.0.1";
  private String mfa = "";
  private String bundle = "";
  private String policy = "";
  private String resourceOwner = "";

  /// An observation, and what other columns of its row hold.
  private record Written(Observation observation, Map<Column, Object> columns) {}

  static Duration days(long days) {
    return Duration.ofDays(days);
  }

  static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /// To what end what follows is asked.
  Events to(Claim<String> end) {
    purpose = end;
    return this;
  }

  /// With what program, from where, and whether after a second factor, what follows is asked.
  Events with(String program, String from, String factor) {
    agent = program;
    address = from;
    mfa = factor;
    return this;
  }

  /// What follows is decided by a policy of a bundle, about what somebody owns; empty texts where
  /// that is not known.
  Events on(String digest, String name, String owner) {
    bundle = digest;
    policy = name;
    resourceOwner = owner;
    return this;
  }

  private void add(Observation observation) {
    Map<Column, Object> columns = new EnumMap<>(Column.class);
    if (!bundle.isEmpty()) {
      columns.put(Column.BUNDLE, bundle);
    }
    if (!policy.isEmpty()) {
      columns.put(Column.POLICIES, List.of(policy));
    }
    if (!resourceOwner.isEmpty()) {
      columns.put(Column.RESOURCE_OWNER, resourceOwner);
    }
    observations.add(new Written(observation, columns));
  }

  Events permitted(Duration at, String who, String action, String... resources) {
    return add(at, who, action, ObservedOutcome.PERMITTED, "", Optional.empty(), "", resources);
  }

  Events denied(Duration at, String who, String action, String... resources) {
    return add(
        at, who, action, ObservedOutcome.DENIED, "not authorized", Optional.empty(), "", resources);
  }

  Events forbidden(Duration at, String who, String action, String... resources) {
    return add(
        at,
        who,
        action,
        ObservedOutcome.DENIED,
        "not authorized with an explicit deny in an identity-based policy",
        Optional.empty(),
        "",
        resources);
  }

  /// Denied with a code, and with what the answer says of why; empty if it says nothing.
  Events refused(
      Duration at, String who, String action, String code, String because, String... resources) {
    add(
        observation(
            at,
            who,
            action,
            ObservedOutcome.DENIED,
            new Answer(code, "not authorized to perform: " + action + " " + because),
            Optional.empty(),
            because.isEmpty()
                ? Json.object()
                : Json.object(Json.Member.of("because", Json.string(because))),
            resources));
    return this;
  }

  Events failed(Duration at, String who, String action, ObservedOutcome outcome) {
    return add(at, who, action, outcome, "", Optional.empty(), "");
  }

  /// A change by somebody of an identity (`user:NAME`) or of a resource.
  Events changed(
      Duration at, String who, String action, AuthorityChange change, String text, String what) {
    return add(at, who, action, ObservedOutcome.PERMITTED, "", Optional.of(change), text, what);
  }

  private Events add(
      Duration at,
      String who,
      String action,
      ObservedOutcome outcome,
      String message,
      Optional<AuthorityChange> change,
      String parameters,
      String... resources) {
    List<Json.Member> detail = new ArrayList<>();
    if (!parameters.isEmpty()) {
      detail.add(Json.Member.of("parameters", Json.string(parameters)));
    }
    if (!mfa.isEmpty()) {
      detail.add(Json.Member.of("mfa", Json.string(mfa)));
    }
    String code = outcome == ObservedOutcome.DENIED ? "AccessDenied" : "";
    add(
        observation(
            at,
            who,
            action,
            outcome,
            new Answer(code, message),
            change,
            Json.object(detail),
            resources));
    return this;
  }

  private record Answer(String code, String message) {}

  private Observation observation(
      Duration at,
      String who,
      String action,
      ObservedOutcome outcome,
      Answer answer,
      Optional<AuthorityChange> change,
      Json.JsonObject detail,
      String... resources) {
    return new Observation(
        "cloudtrail",
        "e" + observations.size(),
        START.plus(at),
        "aws/1/us-west-1",
        outcome,
        user(who),
        EntityUid.of("Action", action),
        List.of(resources).stream().map(Events::resource).toList(),
        answer.code(),
        answer.message(),
        OptionalInt.empty(),
        new ObservedClient("", "aws-access-key", "KEY-" + who, address, agent),
        Provenance.ABSENT.withTask(Claim.absent(), purpose),
        change,
        detail,
        "test:1");
  }

  static EntityUid user(String name) {
    return EntityUid.of("AWS::User", name);
  }

  private static EntityUid resource(String name) {
    return name.startsWith("user:")
        ? user(name.substring("user:".length()))
        : EntityUid.of("AWS::S3::Bucket", name);
  }

  History history() {
    return history(SourcesOfTruth.NONE);
  }

  /// The classes of hours, in a log that is watched for them.
  Map<IdentityHour, List<RiseClass>> watching(List<IdentityHour> hours) {
    History history = new History();
    hours.forEach(history::watch);
    return told(history).watched();
  }

  History history(SourcesOfTruth known) {
    return told(new History(known));
  }

  private History told(History history) {
    List<Written> sorted =
        observations.stream()
            .sorted(Comparator.comparing(written -> written.observation().time()))
            .toList();
    for (int i = 0; i < sorted.size(); i++) {
      Row row = ObservationRows.of(new UUID(7, i), "default", sorted.get(i).observation(), false);
      for (Map.Entry<Column, Object> column : sorted.get(i).columns().entrySet()) {
        row = row.with(column.getKey(), column.getValue());
      }
      history.add(row);
    }
    return history;
  }

  /// How many were denied for want of authority.
  long denials() {
    return observations.stream()
        .filter(written -> written.observation().outcome() == ObservedOutcome.DENIED)
        .count();
  }

  List<Cause> causes() {
    return causes(SourcesOfTruth.NONE);
  }

  List<Cause> causes(Declarations declared) {
    return causes(new SourcesOfTruth(declared, Approvals.NOT_KNOWN, PolicyOwners.NONE));
  }

  List<Cause> causes(SourcesOfTruth known) {
    return history(known).causes();
  }
}
