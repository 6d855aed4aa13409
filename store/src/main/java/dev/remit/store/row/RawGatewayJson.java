package dev.remit.store.row;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.request.ClientToken;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The raw requests of gateways and of Kubernetes as JSON, written and read back equal.
final class RawGatewayJson {
  /// The member with the fields of a request, named as in the context, so that what is encrypted
  /// there is encrypted here.
  static final String REQUEST = "request";

  /// The member that of the two only an HTTP request has.
  static final String PRESENTED = "presented";

  /// The member of what was presented that says what came of the client's token.
  private static final String TOKEN = "token";

  private RawGatewayJson() {}

  static Json.JsonObject write(RawRequest.HttpCall call) {
    return Json.object(
        Member.of(
            REQUEST,
            Json.object(
                text("method", call.target().method()),
                text("scheme", call.target().scheme()),
                text("host", call.target().host()),
                text("path", call.target().path()),
                Member.of("query", lists(call.target().query())),
                Member.of("headers", lists(call.headers())))),
        Member.of(PRESENTED, presented(call.presented())));
  }

  private static Json presented(RawRequest.Presented presented) {
    List<Member> members = new ArrayList<>();
    members.add(text("credential", presented.credential()));
    members.add(text("certificate", presented.certificate()));
    switch (presented.token()) {
      case ClientToken.Absent _ -> {}
      case ClientToken.Valid(EntityUid principal) ->
          members.add(
              Member.of(
                  TOKEN,
                  Json.object(text("type", principal.type().value()), text("id", principal.id()))));
      case ClientToken.Refused(String code, String said) ->
          members.add(Member.of(TOKEN, Json.object(text("refused", code), text("text", said))));
    }
    return Json.object(members);
  }

  /// Records without one are of requests whose token nobody looked at.
  private static ClientToken token(Fields presented) throws UnreadableRecord {
    if (!presented.has(TOKEN)) {
      return ClientToken.absent();
    }
    Fields token = presented.object(TOKEN);
    return token.has("refused")
        ? new ClientToken.Refused(token.text("refused"), token.text("text"))
        : new ClientToken.Valid(RecordJson.uid(token));
  }

  static RawRequest.HttpCall call(Fields raw, String origin, Provenance provenance)
      throws UnreadableRecord {
    Fields request = raw.object(REQUEST);
    Fields presented = raw.object(PRESENTED);
    return new RawRequest.HttpCall(
        origin,
        new RawRequest.Target(
            request.text("method"),
            request.text("scheme"),
            request.text("host"),
            request.text("path"),
            lists(request, "query")),
        lists(request, "headers"),
        new RawRequest.Presented(
            presented.text("credential"), presented.text("certificate"), token(presented)),
        provenance);
  }

  static Json.JsonObject write(RawRequest.AccessReview review) {
    RawRequest.Reviewed user = review.user();
    List<Member> members = new ArrayList<>();
    members.add(
        Member.of(
            "user",
            Json.object(
                text("name", user.name()),
                text("uid", user.uid()),
                Member.of("groups", texts(user.groups())),
                Member.of("extra", lists(user.extra())))));
    switch (review.access()) {
      case RawRequest.ResourceAccess object -> {
        members.add(text("verb", object.verb()));
        members.add(text("group", object.group()));
        members.add(text("version", object.version()));
        members.add(text("resource", object.resource()));
        members.add(text("subresource", object.subresource()));
        members.add(text("namespace", object.namespace()));
        members.add(text("name", object.name()));
      }
      case RawRequest.PathAccess path -> {
        members.add(text("verb", path.verb()));
        members.add(text("path", path.path()));
      }
    }
    return Json.object(Member.of(REQUEST, Json.object(members)));
  }

  static RawRequest.AccessReview review(Fields raw, String origin, Provenance provenance)
      throws UnreadableRecord {
    Fields request = raw.object(REQUEST);
    Fields user = request.object("user");
    return new RawRequest.AccessReview(
        origin,
        new RawRequest.Reviewed(
            user.text("name"), user.text("uid"), user.texts("groups"), lists(user, "extra")),
        request.has("path")
            ? new RawRequest.PathAccess(request.text("verb"), request.text("path"))
            : new RawRequest.ResourceAccess(
                request.text("verb"),
                request.text("group"),
                request.text("version"),
                request.text("resource"),
                request.text("subresource"),
                request.text("namespace"),
                request.text("name")),
        provenance);
  }

  private static Json.JsonObject lists(SortedMap<String, List<String>> values) {
    return Json.object(
        values.entrySet().stream()
            .map(entry -> Member.of(entry.getKey(), texts(entry.getValue())))
            .toList());
  }

  private static SortedMap<String, List<String>> lists(Fields fields, String name)
      throws UnreadableRecord {
    Fields values = fields.object(name);
    SortedMap<String, List<String>> read = new TreeMap<>();
    for (Member member : fields.json(name).members()) {
      read.put(member.name(), values.texts(member.name()));
    }
    return read;
  }

  private static Json texts(List<String> texts) {
    return Json.array(texts.stream().map(Json::string).toList());
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }
}
