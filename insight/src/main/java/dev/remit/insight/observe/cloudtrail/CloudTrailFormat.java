package dev.remit.insight.observe.cloudtrail;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.EventFormat;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.field.Moments;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.observation.AuthorityChange;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservedClient;
import dev.remit.store.observation.ObservedOutcome;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Events of AWS CloudTrail, as trails deliver them to a bucket.
///
/// The answer to a sign-in is an observation, and no decision about authority. What a service
/// reports of itself, which nobody asked for, and what Insights finds, is passed over.
public final class CloudTrailFormat implements EventFormat {
  private static final String SOURCE = "cloudtrail";
  private static final String TIME = "eventTime";
  private static final Name ACTION = new Name("Action");
  private static final String HOST = ".amazonaws.com";
  private static final String KEY = "aws-access-key";
  private static final String USUAL = "0000-00-00T00:00:00Z";
  private static final int DATE_LENGTH = "2021-07-29".length();
  private static final String SIGN_IN = "AwsConsoleSignIn";

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
    TrailEvent event = TrailEvent.read(utf8, from, to);
    if (!event.digestStart.isEmpty() && event.id.isEmpty()) {
      return new Event.Passed("digest files, which hold no events");
    }
    requireFields(event);
    return switch (event.type) {
      case "AwsServiceEvent" -> new Event.Passed("events of services, which nobody asked for");
      case "AwsCloudTrailInsight" -> new Event.Passed("findings of Insights");
      default -> new Event.Observed(observation(place, event));
    };
  }

  private static void requireFields(TrailEvent event) throws UnreadableEvent {
    List<String> missing = new ArrayList<>();
    addIfEmpty(missing, "eventID", event.id);
    addIfEmpty(missing, TIME, event.time);
    addIfEmpty(missing, "eventSource", event.source);
    addIfEmpty(missing, "eventName", event.name);
    if (!missing.isEmpty()) {
      throw new UnreadableEvent(
          "is no event of CloudTrail: it lacks " + String.join(", ", missing));
    }
  }

  private static void addIfEmpty(List<String> missing, String field, String value) {
    if (value.isEmpty()) {
      missing.add("`" + field + "`");
    }
  }

  private static Observation observation(Place place, TrailEvent event) throws UnreadableEvent {
    TrailPrincipals.Asker asker = TrailPrincipals.of(event.identity);
    ObservedOutcome outcome = outcome(event);
    Optional<AuthorityChange> change =
        event.errorCode.isEmpty() && outcome.isPermit()
            ? TrailChanges.of(called(event))
            : Optional.empty();
    Optional<MissingPermission> missing =
        outcome == ObservedOutcome.DENIED
            ? MissingPermission.of(event.errorMessage)
            : Optional.empty();
    String account = account(event);
    return new Observation(
        SOURCE,
        event.id,
        time(event.time),
        "aws/" + account + "/" + (event.region.isEmpty() ? "-" : event.region),
        outcome,
        asker.principal(),
        new EntityUid(ACTION, action(event)),
        TrailResources.of(
            event,
            account,
            asker.principal(),
            missing.map(MissingPermission::on).orElse(""),
            change.isPresent()),
        event.errorCode,
        event.errorMessage,
        OptionalInt.empty(),
        new ObservedClient(
            asker.session(), KEY, event.identity.key, event.address, event.userAgent),
        provenance(event),
        change,
        detail(event, account, change.isPresent(), missing),
        place.toString());
  }

  /// In whose trail it is, else whose the principal is.
  private static String account(TrailEvent event) {
    if (!event.account.isEmpty()) {
      return event.account;
    }
    return event.identity.account.isEmpty() ? "-" : event.identity.account;
  }

  private static ObservedOutcome outcome(TrailEvent event) {
    if (!event.type.equals(SIGN_IN)) {
      return TrailOutcomes.of(event.errorCode);
    }
    boolean failed =
        event.signIn.isEmpty()
            ? !event.errorCode.isEmpty() || !event.errorMessage.isEmpty()
            : !event.signIn.equals("Success");
    return failed ? ObservedOutcome.UNAUTHENTICATED : ObservedOutcome.AUTHENTICATED;
  }

  private static String action(TrailEvent event) {
    return TrailActions.of(service(event), unversioned(event.name));
  }

  /// The prefix of the service and the event: `lambda:ListFunctions` of `ListFunctions20150331`.
  private static String called(TrailEvent event) {
    return service(event) + ":" + unversioned(event.name);
  }

  /// `s3` of `s3.amazonaws.com`.
  private static String service(TrailEvent event) {
    String source = event.source;
    return source.endsWith(HOST) ? source.substring(0, source.length() - HOST.length()) : source;
  }

  /// Of the name of an event, what is before the version of an API that some have behind it:
  /// `ListFunctions` of `ListFunctions20150331`.
  static String unversioned(String name) {
    int end = name.length();
    int digits = digitsBefore(name, end);
    if (digits == 1 && end > 1 && name.charAt(end - 2) == 'v') {
      end -= 2;
      digits = digitsBefore(name, end);
    }
    if (digits == 8 && name.startsWith("20", end - 8)) {
      return name.substring(0, end - 8);
    }
    boolean underscored =
        name.length() > 10
            && name.charAt(name.length() - 3) == '_'
            && name.charAt(name.length() - 6) == '_'
            && name.startsWith("20", name.length() - 10);
    return underscored ? name.substring(0, name.length() - 10) : name;
  }

  private static int digitsBefore(String name, int end) {
    int from = end;
    while (from > 0 && name.charAt(from - 1) >= '0' && name.charAt(from - 1) <= '9') {
      from--;
    }
    return end - from;
  }

  private static Instant time(String text) throws UnreadableEvent {
    try {
      return Moments.require(TIME, isUsual(text) ? usual(text) : Instant.parse(strict(text)));
    } catch (DateTimeException _) {
      throw Moments.none(TIME);
    }
  }

  /// Whether a time is as CloudTrail writes it, for which [Instant#parse] takes longer than all the
  /// rest of an event.
  private static boolean isUsual(String text) {
    if (text.length() != USUAL.length()) {
      return false;
    }
    for (int i = 0; i < USUAL.length(); i++) {
      char wanted = USUAL.charAt(i);
      char there = text.charAt(i);
      if (wanted == '0' ? there < '0' || there > '9' : there != wanted) {
        return false;
      }
    }
    return true;
  }

  private static Instant usual(String text) {
    LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    LocalTime time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
    return Instant.ofEpochSecond(day.toEpochSecond(time, ZoneOffset.UTC));
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  /// What copies events into tables writes a space for the `T`, and leaves the zone away.
  private static String strict(String text) {
    if (text.length() <= DATE_LENGTH || text.charAt(DATE_LENGTH) != ' ') {
      return text;
    }
    String time = text.substring(0, DATE_LENGTH) + "T" + text.substring(DATE_LENGTH + 1);
    return time.endsWith("Z") ? time : time + "Z";
  }

  private static Provenance provenance(TrailEvent event) {
    if (event.identity.sourceIdentity.isEmpty()) {
      return Provenance.ABSENT;
    }
    return new Provenance(
        Claim.verified(event.identity.sourceIdentity),
        Claim.absent(),
        Claim.absent(),
        Claim.absent(),
        Claim.absent());
  }

  private static Json.JsonObject detail(
      TrailEvent event, String account, boolean isChange, Optional<MissingPermission> missing) {
    List<Member> detail = new ArrayList<>();
    if (!action(event).equals(called(event))) {
      add(detail, "event", event.name);
    }
    add(detail, "account", account);
    add(detail, "region", event.region);
    add(detail, "category", event.category.toLowerCase(Locale.ROOT));
    if (!event.readOnly.isEmpty()) {
      detail.add(Member.of("readOnly", Json.bool(event.readOnly.equals("true"))));
    }
    add(detail, "type", event.type);
    add(detail, "requestId", event.requestId);
    add(detail, "sharedEventId", event.sharedId);
    add(detail, "vpcEndpoint", event.vpcEndpoint);
    addIdentity(detail, event);
    if (missing.isPresent()) {
      add(detail, "missing", missing.get().permission());
      add(detail, "missingOn", missing.get().on());
      add(detail, "because", missing.get().because());
    }
    if (event.resourcesLeftOut > 0) {
      detail.add(Member.of("resourcesLeftOut", Json.integer(event.resourcesLeftOut)));
    }
    if (isChange) {
      addChange(detail, event);
    }
    return Json.object(detail);
  }

  private static void addIdentity(List<Member> detail, TrailEvent event) {
    TrailEvent.Identity who = event.identity;
    add(detail, "identity", who.type);
    add(detail, "identityAccount", who.account);
    add(detail, "identityProvider", who.provider);
    if (!who.type.equals("AWSService")) {
      add(detail, "invokedBy", who.invokedBy);
    }
    add(detail, "mfa", who.mfa);
    add(detail, "sessionCreated", who.sessionCreated);
    add(detail, "fromConsole", event.fromConsole);
  }

  private static void addChange(List<Member> detail, TrailEvent event) {
    add(detail, "made", event.madeArn);
    add(detail, "issuedKey", event.madeKey);
    if (event.hasLongParameters()) {
      detail.add(Member.of("parametersLeftOut", Json.bool(true)));
    } else {
      add(detail, "parameters", event.parametersText());
    }
  }

  private static void add(List<Member> detail, String name, String value) {
    if (!value.isEmpty()) {
      detail.add(Member.of(name, Json.string(value)));
    }
  }
}
