package dev.remit.insight.observe.proxy;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.EventFormat;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.field.Addresses;
import dev.remit.insight.observe.field.Detail;
import dev.remit.insight.observe.field.Moments;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservedClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Access logs of Envoy: an object of JSON a line, by the names that Envoy's operators have, or
/// those of Istio and Envoy Gateway; or a line of the default text format of Envoy or Istio.
///
/// Where Envoy writes entries of requests that go on, `access_log_type` has to be logged: nothing
/// else tells them from the last.
public final class EnvoyFormat implements EventFormat {
  private static final String SOURCE = "envoy";
  private static final String[] TIMES = {"start_time", "timestamp", "@timestamp", "time"};
  private static final String[] STATUSES = {"response_code", "status", "response_status"};
  private static final String[] METHODS = {"method", "request_method", "req_method"};
  private static final String[] PATHS = {
    "x_envoy_original_path", "x_envoy_origin_path", "path", "request_path", "req_path"
  };
  private static final String[] IDS = {"x_request_id", "request_id"};
  private static final String[] CLIENTS = {
    "downstream_direct_remote_address", "downstream_remote_address"
  };

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
    Entry entry = Entry.of(utf8, from, to, EnvoyLine::read);
    if (!entry.tells(STATUSES)) {
      throw new UnreadableEvent("says no `response_code`; log it");
    }
    Instant time = Moments.of(entry.nameOfFirst(TIMES), entry.first(TIMES));
    EnvoyRuling ruling = EnvoyRuling.of(entry, entry.status(STATUSES));
    if (isInterim(entry)) {
      return new Event.Passed("entries of requests that go on");
    }
    boolean isDamaged = Statuses.isDamaged(ruling.status(), ruling.outcome(), ruling.layer());
    Asked asked = asked(entry);
    Optional<HttpTarget> target =
        asked.read(
            entry.first("authority", "host", "req_authority", "requested_server_name"), isDamaged);
    if (target.isEmpty()) {
      asked.requireUndecided(ruling.outcome(), isDamaged);
      return new Event.Passed("connections of which no request is told");
    }
    if (isDamaged && ruling.layer() == Layer.GATEWAY) {
      return new Event.Passed("requests that the gateway could not read");
    }
    return new Event.Observed(observation(place, entry, time, target.get(), ruling));
  }

  /// Whether Envoy wrote it before the end, as it may at the begin, when no filter was asked yet,
  /// or from time to time: what comes of the request is told by the last entry.
  private static boolean isInterim(Entry entry) {
    String type = entry.first("access_log_type");
    return !type.isEmpty() && !type.equals("NotSet") && !type.endsWith("End");
  }

  /// The path as it was before it was rewritten, of which the client knows. A connection that was
  /// refused has none: it is about the address that it was for.
  private static Asked asked(Entry entry) {
    Asked asked = Asked.of(entry, METHODS, PATHS);
    String address = entry.first("downstream_local_address");
    return asked.isNothing() && EnvoyRuling.isConnectionRefused(entry) && !address.isEmpty()
        ? Asked.tunnel(address)
        : asked;
  }

  private static Observation observation(
      Place place, Entry entry, Instant time, HttpTarget target, EnvoyRuling ruling) {
    return new Observation(
        SOURCE,
        id(place, entry, time, target, ruling),
        time,
        point(entry, ruling),
        ruling.outcome(),
        principal(entry),
        target.action(),
        List.of(target.uid()),
        code(entry, ruling),
        "",
        ruling.status() == 0 ? OptionalInt.empty() : OptionalInt.of(ruling.status()),
        client(entry),
        Provenance.ABSENT,
        Optional.empty(),
        detail(entry, ruling),
        place.toString());
  }

  /// Proxies on the way of one request write the same id of it, at other times or addresses.
  private static String id(
      Place place, Entry entry, Instant time, HttpTarget target, EnvoyRuling ruling) {
    String id = entry.first(IDS);
    return id.isEmpty()
        ? place.occurrence()
        : EventId.of(
            id,
            time,
            entry.first("downstream_local_address"),
            principal(entry),
            target.action(),
            target.uid(),
            ruling.status(),
            ruling.outcome(),
            ruling.layer());
  }

  private static String point(Entry entry, EnvoyRuling ruling) {
    if (ruling.layer() == Layer.APPLICATION && !ruling.outcome().isPermit()) {
      return "application/" + entry.first("upstream_cluster", "upstream_host");
    }
    String listener = entry.first("listener", "listener_name", "gateway", "node", "pod_name");
    return listener.isEmpty() ? SOURCE : SOURCE + "/" + listener;
  }

  private static String code(Entry entry, EnvoyRuling ruling) {
    if (ruling.outcome().isPermit()) {
      return "";
    }
    String said =
        entry.first("response_code_details", "response_flags", "connection_termination_details");
    return said.isEmpty() ? Integer.toString(ruling.status()) : said;
  }

  /// Who is known by a certificate is whoever connected, and a token says for whom: the certificate
  /// is what the proxy authorizes by.
  private static EntityUid principal(Entry entry) {
    String workload =
        entry.first("downstream_peer_uri_san", "source_principal", "downstream_peer_subject");
    if (!workload.isEmpty()) {
      return Callers.workload(workload);
    }
    String subject = subject(entry);
    if (!subject.isEmpty()) {
      return Callers.subject(subject);
    }
    return Callers.nobody(address(entry));
  }

  private static String subject(Entry entry) {
    return entry.first(
        "jwt_sub", "jwt_subject", "jwt_claim_sub", "jwt.sub", "jwt_payload.sub", "jwt_claims.sub");
  }

  /// As the proxy saw it; what a client may have written only where nothing else is told.
  private static String address(Entry entry) {
    String seen = entry.first(CLIENTS);
    if (!seen.isEmpty()) {
      return Addresses.withoutPort(seen);
    }
    String forwarded = entry.first("x_forwarded_for");
    return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
  }

  private static ObservedClient client(Entry entry) {
    return new ObservedClient("", "", "", address(entry), entry.first("user_agent"));
  }

  private static Json.JsonObject detail(Entry entry, EnvoyRuling ruling) {
    Detail detail = new Detail();
    detail.add("layer", ruling.layer().text());
    detail.add("because", ruling.because());
    detail.add("flags", entry.first("response_flags"));
    detail.add("details", entry.first("response_code_details"));
    detail.add("requestId", entry.first(IDS));
    detail.add("subject", subject(entry));
    detail.add("route", entry.first("route_name"));
    detail.add("upstream", entry.first("upstream_cluster", "upstream_host"));
    detail.add("forwardedFor", entry.first("x_forwarded_for"));
    detail.add("grpcStatus", entry.first("grpc_status", "grpc_status_number"));
    return detail.json();
  }
}
