package dev.remit.insight.observe.kubernetes;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.EventFormat;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.field.Detail;
import dev.remit.insight.observe.field.Fields;
import dev.remit.insight.observe.field.Moments;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservedOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Events of the audit log of Kubernetes API servers, `audit.k8s.io`.
///
/// A request has an event for each stage; the last one tells what came of it, and the others are
/// passed over. Only a failed authentication has no last one: the begin of its answer is all.
public final class KubernetesAuditFormat implements EventFormat {
  private static final String SOURCE = "kubernetes-audit";
  private static final Name ACTION = new Name("Action");
  private static final String API = "audit.k8s.io/";
  private static final Set<String> READING = Set.of("get", "list", "watch", "head", "options");

  /// Of versions before v1, the last two.
  private static final List<String> TIMES =
      List.of("requestReceivedTimestamp", "timestamp", "stageTimestamp");

  private static final Pattern IMPERSONATION =
      Pattern.compile("cannot impersonate resource \"([^\"]{1,253})\"");

  @Override
  public String source() {
    return SOURCE;
  }

  @Override
  public Framing framing() {
    return Framing.JSON;
  }

  @Override
  public Event read(Place place, byte[] utf8, int from, int to) throws UnreadableEvent {
    Fields event = Fields.read(utf8, from, to);
    requireKind(event);
    requireFields(event);
    return switch (event.text("stage")) {
      case "RequestReceived" -> new Event.Passed("requests before they were decided");
      case "ResponseStarted" ->
          AuditRuling.isFailedAuthentication(event)
              ? new Event.Observed(observation(place, event))
              : new Event.Passed("begins of answers, whose end is told too");
      case "ResponseComplete", "Panic" -> new Event.Observed(observation(place, event));
      default ->
          throw new UnreadableEvent(
              "`stage` is none of audit.k8s.io; it is `ResponseComplete`, `Panic`,"
                  + " `ResponseStarted` or `RequestReceived`");
    };
  }

  /// Within a list, events do not say of what kind they are.
  private static void requireKind(Fields event) throws UnreadableEvent {
    String version = event.text("apiVersion");
    String kind = event.text("kind");
    if ((!version.isEmpty() && !version.startsWith(API))
        || (!kind.isEmpty() && !kind.equals("Event"))) {
      throw new UnreadableEvent(
          "is no event of a Kubernetes audit log: those are an `Event` of `" + API + "`");
    }
  }

  private static void requireFields(Fields event) throws UnreadableEvent {
    List<String> missing = new ArrayList<>();
    for (String field : List.of("auditID", "stage", "verb", "requestURI")) {
      if (event.text(field).isEmpty()) {
        missing.add("`" + field + "`");
      }
    }
    if (timeField(event).isEmpty()) {
      missing.add("`requestReceivedTimestamp`");
    }
    if (!missing.isEmpty()) {
      throw new UnreadableEvent(
          "is no event of audit.k8s.io: it lacks " + String.join(", ", missing));
    }
  }

  private static Optional<String> timeField(Fields event) {
    return TIMES.stream().filter(field -> !event.text(field).isEmpty()).findFirst();
  }

  private static Observation observation(Place place, Fields event) throws UnreadableEvent {
    AuditTarget target = AuditTarget.of(event);
    AuditRuling ruling = AuditRuling.of(event, target);
    Optional<AuditChange> change =
        ruling.outcome().isPermit() ? AuditChange.of(event, target) : Optional.empty();
    int code = AuditRuling.code(event);
    Instant time = time(event);
    return new Observation(
        SOURCE,
        // A client may choose the `auditID`, by a header, and the same for all that it asks: only
        // the server says when each request came, to the microsecond.
        event.text("auditID") + "@" + time,
        time,
        ruling.point(target),
        ruling.outcome(),
        AuditUsers.principal(event, ruling.outcome() == ObservedOutcome.UNAUTHENTICATED),
        new EntityUid(ACTION, event.text("verb")),
        resources(target, change),
        event.object("responseStatus").text("reason"),
        ruling.message(event),
        code == 0 ? OptionalInt.empty() : OptionalInt.of(code),
        AuditUsers.client(event),
        AuditUsers.provenance(event),
        change.map(AuditChange::kind),
        detail(event, ruling, target, change),
        place.toString());
  }

  /// Of all stages of a request the same: when it came.
  private static Instant time(Fields event) throws UnreadableEvent {
    String field = timeField(event).orElseThrow();
    return Moments.of(field, event.text(field));
  }

  private static List<EntityUid> resources(AuditTarget target, Optional<AuditChange> change) {
    List<EntityUid> resources = new ArrayList<>();
    resources.add(target.uid());
    change.ifPresent(changed -> resources.addAll(changed.identities()));
    return resources;
  }

  private static Json.JsonObject detail(
      Fields event, AuditRuling ruling, AuditTarget target, Optional<AuditChange> change) {
    Detail detail = new Detail();
    detail.add("layer", ruling.layer().text());
    Fields annotations = event.object("annotations");
    detail.add("authorization", annotations.text(AuditRuling.DECISION));
    String reason = annotations.text(AuditRuling.REASON);
    if (!reason.equals(ruling.message(event))) {
      detail.add("authorizationReason", reason);
    }
    detail.add("readOnly", READING.contains(event.text("verb")));
    detail.add("stage", event.text("stage"));
    detail.add("namespace", target.namespace());
    Fields user = AuditUsers.effective(event);
    detail.add("groups", user.texts("groups"));
    if (user.isLong("groups")) {
      detail.add("groupsLeftOut", true);
    }
    List<String> addresses = event.texts("sourceIPs");
    if (event.isLong("sourceIPs")) {
      detail.add("forwardedFor", addresses);
      detail.add("forwardedForLeftOut", true);
    } else if (addresses.size() > 1) {
      detail.add("forwardedFor", addresses.subList(0, addresses.size() - 1));
    }
    if (AuditTarget.isDryRun(event)) {
      detail.add("dryRun", true);
    }
    if (ruling.isDeniedBy(AuditRuling.Layer.AUTHORIZATION)) {
      detail.add("missing", missing(event, target));
      detail.add("missingOn", target.namespace().isEmpty() ? "*" : target.namespace());
    }
    detail.add("because", ruling.because(event));
    if (change.isPresent()) {
      change.get().describe(detail);
      if (event.object("requestObject").isLong("subjects")) {
        detail.add("subjectsLeftOut", true);
      }
    }
    return detail.json();
  }

  /// The permission that would have helped. Who may not impersonate is told so in the message
  /// alone: the event is still that of the request that it would have made.
  private static String missing(Fields event, AuditTarget target) {
    Matcher impersonation = IMPERSONATION.matcher(event.object("responseStatus").text("message"));
    return impersonation.find()
        ? "impersonate " + impersonation.group(1)
        : target.permission(event.text("verb"));
  }
}
