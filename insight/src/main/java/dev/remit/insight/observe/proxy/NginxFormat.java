package dev.remit.insight.observe.proxy;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.EventFormat;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.field.Detail;
import dev.remit.insight.observe.field.Moments;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservedClient;
import dev.remit.store.observation.ObservedOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Access logs of nginx: the predefined format `combined`, or an object of JSON a line.
///
/// The format that says most is `examples/gateway/nginx/access-log.conf`; in JSON, the variables of
/// nginx may also go by their own names. `combined` has no id of a request, so that the event's
/// place is its id, and does not tell who answered.
public final class NginxFormat implements EventFormat {
  private static final String SOURCE = "nginx";
  private static final String[] TIMES = {"msec", "time_iso8601", "time_local", "time", "timestamp"};
  private static final String[] METHODS = {"method", "request_method"};
  private static final String[] TARGETS = {"uri", "request_uri", "path"};

  @Override
  public String source() {
    return SOURCE;
  }

  @Override
  public Framing framing() {
    return Framing.LINES;
  }

  @Override
  public Event read(Place place, byte[] utf8, int from, int to) throws UnreadableEvent {
    Entry entry = Entry.of(utf8, from, to, CombinedLine::read);
    int status = entry.status("status");
    if (status == 0) {
      throw new UnreadableEvent("says no `status`; log it");
    }
    Instant time = time(entry);
    NginxRuling ruling = NginxRuling.of(entry, status);
    boolean isDamaged = Statuses.isDamaged(status, ruling.outcome(), ruling.layer());
    Asked asked = Asked.of(entry, METHODS, TARGETS);
    Optional<HttpTarget> target =
        asked.read(entry.first("host", "server", "server_name"), isDamaged);
    if (target.isEmpty()) {
      return unread(asked, ruling.outcome(), isDamaged);
    }
    if (isDamaged && ruling.layer() == Layer.GATEWAY) {
      return new Event.Passed("requests that the gateway could not read");
    }
    return new Event.Observed(observation(place, entry, time, target.get(), ruling));
  }

  /// nginx answers connections that send no request, but does not permit them anything.
  private static Event unread(Asked asked, ObservedOutcome outcome, boolean isDamaged)
      throws UnreadableEvent {
    if (asked.isNothing() && outcome == ObservedOutcome.PERMITTED && !isDamaged) {
      throw new UnreadableEvent(
          "names no request; log `request`, or `method` and `uri` beside the status");
    }
    asked.requireUndecided(outcome, isDamaged);
    return new Event.Passed("connections that sent no request of HTTP");
  }

  private static Instant time(Entry entry) throws UnreadableEvent {
    return Moments.of(entry.nameOfFirst(TIMES), entry.first(TIMES));
  }

  private static Observation observation(
      Place place, Entry entry, Instant time, HttpTarget target, NginxRuling ruling) {
    return new Observation(
        SOURCE,
        id(place, entry, time, target, ruling),
        time,
        point(entry, ruling),
        ruling.outcome(),
        principal(entry, ruling),
        target.action(),
        List.of(target.uid()),
        ruling.outcome().isPermit() ? "" : Integer.toString(ruling.status()),
        "",
        OptionalInt.of(ruling.status()),
        client(entry),
        Provenance.ABSENT,
        Optional.empty(),
        detail(entry, ruling),
        place.toString());
  }

  /// `request_id` is nginx's own, unless the log takes it from what the client sent.
  private static String id(
      Place place, Entry entry, Instant time, HttpTarget target, NginxRuling ruling) {
    String id = entry.first("request_id");
    return id.isEmpty()
        ? place.occurrence()
        : EventId.of(
            id,
            time,
            principal(entry, ruling),
            target.action(),
            target.uid(),
            ruling.status(),
            ruling.outcome(),
            ruling.layer());
  }

  /// What an application refuses is its decision, and not the gateway's.
  private static String point(Entry entry, NginxRuling ruling) {
    String server = HttpTarget.plainHost(entry.first("server", "server_name"));
    if (ruling.layer() == Layer.APPLICATION && !ruling.outcome().isPermit()) {
      String upstream = entry.first("upstream", "proxy_host", "upstream_addr");
      return "application/" + (upstream.isEmpty() ? server : last(upstream));
    }
    return server.isEmpty() ? SOURCE : SOURCE + "/" + server;
  }

  private static String last(String addresses) {
    return addresses.substring(addresses.lastIndexOf(' ') + 1);
  }

  /// nginx logs what a client says its user is called whether or not anybody checked the password:
  /// where the gateway let nobody in, it is no name.
  private static EntityUid principal(Entry entry, NginxRuling ruling) {
    String certificate = entry.first("client_dn", "ssl_client_s_dn");
    if (!certificate.isEmpty()
        && entry.first("client_verify", "ssl_client_verify").equals("SUCCESS")) {
      return Callers.workload(certificate);
    }
    String client = entry.first("client");
    if (!client.isEmpty()) {
      return Callers.client(client);
    }
    String subject = entry.first("jwt_sub", "jwt_claim_sub");
    if (!subject.isEmpty()) {
      return Callers.subject(subject);
    }
    String user = entry.first("remote_user");
    return ruling.isLetIn() && !user.isEmpty()
        ? Callers.user(user)
        : Callers.nobody(entry.first("remote_addr"));
  }

  private static ObservedClient client(Entry entry) {
    return new ObservedClient(
        "", "", "", entry.first("remote_addr"), entry.first("user_agent", "http_user_agent"));
  }

  private static Json.JsonObject detail(Entry entry, NginxRuling ruling) {
    Detail detail = new Detail();
    detail.add("layer", ruling.layer().text());
    detail.add("host", entry.first("host"));
    detail.add("requestId", entry.first("request_id"));
    detail.add("decision", entry.first("decision"));
    detail.add("upstreamStatus", entry.first(NginxRuling.UPSTREAM));
    if (ruling.isLimited()) {
      detail.add("because", "a limit of requests or connections");
    }
    if (!ruling.isLetIn()) {
      detail.add("claimedUser", entry.first("remote_user"));
    }
    return detail.json();
  }
}
