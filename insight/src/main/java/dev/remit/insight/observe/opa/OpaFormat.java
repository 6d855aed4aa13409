package dev.remit.insight.observe.opa;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.EventFormat;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.field.Addresses;
import dev.remit.insight.observe.field.Detail;
import dev.remit.insight.observe.field.Fields;
import dev.remit.insight.observe.field.Moments;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservedClient;
import dev.remit.store.observation.ObservedOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Events of decision logs of the Open Policy Agent, as it posts them, or writes them to its
/// console among other lines. What was asked is the rule; of the input only names are kept.
public final class OpaFormat implements EventFormat {
  private static final String SOURCE = "opa";

  /// Kinds of records of Remit's own that decide nothing, as `remit log export` writes them.
  private static final Set<String> NO_DECISIONS = Set.of("search", "task");

  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:\\[\\]%]{2,64}");

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
    if (event.text("decision_id").isEmpty()) {
      if (event.has("level") && event.has("msg")) {
        return new Event.Passed("lines of OPA that tell no decision");
      }
      throw new UnreadableEvent("is no event of a decision log of OPA: it lacks `decision_id`");
    }
    Fields labels = event.object("labels");
    if (labels.text("app").equals("remit") && NO_DECISIONS.contains(labels.text("kind"))) {
      return new Event.Passed("searches and tasks of Remit");
    }
    Hidden hidden = Hidden.of(event);
    Instant time = time(event);
    Optional<OpaResult> result = OpaResult.of(event, hidden);
    return result.isEmpty()
        ? new Event.Passed(
            event.has("result")
                ? "decisions that are neither yes nor no"
                : "undefined results of rules that are not called after permitting")
        : new Event.Observed(observation(place, event, time, hidden, result.get()));
  }

  private static Instant time(Fields event) throws UnreadableEvent {
    String field = event.has("timestamp") ? "timestamp" : "time";
    return Moments.of(field, event.text(field));
  }

  private static Observation observation(
      Place place, Fields event, Instant time, Hidden hidden, OpaResult result) {
    OpaInput input = new OpaInput(event, hidden);
    OpaInput.Found resource = input.resource();
    return new Observation(
        SOURCE,
        event.text("decision_id"),
        time,
        point(event),
        result.outcome(),
        input.principal().uid(),
        input.action().uid(),
        resource.at().isEmpty() ? List.of() : List.of(resource.uid()),
        code(event, result),
        result.message(),
        result.status(),
        client(event),
        provenance(event),
        Optional.empty(),
        detail(event, input, hidden, result),
        place.toString());
  }

  /// The rule that was asked for.
  private static String point(Fields event) {
    String path = event.text("path");
    String plain = path.startsWith("/") ? path.substring(1) : path;
    return plain.isEmpty() ? SOURCE : SOURCE + "/" + plain;
  }

  private static String code(Fields event, OpaResult result) {
    if (result.undefined()) {
      return "undefined";
    }
    return result.outcome() == ObservedOutcome.FAULT ? event.object("error").text("code") : "";
  }

  private static ObservedClient client(Fields event) {
    String from = event.text("requested_by");
    String address = ADDRESS.matcher(from).matches() ? Addresses.withoutPort(from) : "";
    return new ObservedClient("", "", "", address, "");
  }

  private static Provenance provenance(Fields event) {
    String trace = event.text("trace_id");
    return trace.isEmpty() ? Provenance.ABSENT : Provenance.ABSENT.withTrace(Claim.asserted(trace));
  }

  private static Json.JsonObject detail(
      Fields event, OpaInput input, Hidden hidden, OpaResult result) {
    Detail detail = new Detail();
    if (result.undefined()) {
      detail.add("undefined", true);
    }
    detail.add("principalFrom", input.principal().at());
    detail.add("actionFrom", input.action().at());
    detail.add("resourceFrom", input.resource().at());
    detail.add("erased", hidden.erased());
    detail.add("masked", hidden.masked());
    detail.add("app", event.object("labels").text("app"));
    detail.add("instance", event.object("labels").text("id"));
    detail.add("bundles", bundles(event));
    return detail.json();
  }

  private static List<String> bundles(Fields event) {
    List<String> bundles = new ArrayList<>();
    List<Member> all = event.object("bundles").json().members();
    for (Member member : all.subList(0, Math.min(all.size(), Fields.ELEMENTS_MAX))) {
      String revision =
          member.value() instanceof Json.JsonObject object
              ? new Fields(object).text("revision")
              : "";
      bundles.add(Fields.cut(member.name()) + "@" + revision);
    }
    return bundles;
  }
}
