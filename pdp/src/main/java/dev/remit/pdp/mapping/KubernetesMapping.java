package dev.remit.pdp.mapping;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.MappedRequest.Refusal;
import dev.remit.pdp.request.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Maps one access review of a Kubernetes API server.
///
/// Who asks and what for is called as [KubernetesNames] has it. What has a `/` of its own in the
/// name of an object is refused, so that different objects have different ids.
///
/// Source: Kubernetes documentation, Authorization; Webhook Mode.
final class KubernetesMapping {
  private static final Name ACTION = new Name("Action");

  private final KubernetesRules rules;
  private final RawRequest.AccessReview review;

  KubernetesMapping(KubernetesRules rules, RawRequest.AccessReview review) {
    this.rules = rules;
    this.review = review;
  }

  /// What is denied where a bundle has no such rules.
  static MappedRequest unmapped(RawRequest.AccessReview review) {
    return new MappedRequest.Refused(
        EntityUid.of("User", review.user().name()),
        new EntityUid(ACTION, review.access().verb()),
        Refusal.UNMAPPED,
        "the mapping has no rule for Kubernetes; add `mapping.kubernetes`");
  }

  MappedRequest map() {
    EntityUid principal = principal();
    EntityUid action = new EntityUid(ACTION, review.access().verb());
    if (review.user().name().isEmpty()) {
      return new MappedRequest.Refused(
          principal, action, Refusal.NO_PRINCIPAL, "the review names no user; name one");
    }
    try {
      if (action.id().isEmpty()) {
        throw new UnacceptableValue("the review names no verb; name one");
      }
      return new MappedRequest.Mapped(principal, action, List.of(resource()), context());
    } catch (UnacceptableValue e) {
      return new MappedRequest.Refused(principal, action, Refusal.UNACCEPTABLE, e.text());
    }
  }

  private EntityUid principal() {
    String name = review.user().name();
    Optional<String> account = KubernetesNames.serviceAccount(name);
    if (account.isPresent()) {
      return new EntityUid(rules.principals().serviceAccount(), account.get());
    }
    return KubernetesNames.node(name)
        .map(node -> new EntityUid(rules.principals().node(), node))
        .orElseGet(() -> new EntityUid(rules.principals().user(), name));
  }

  private EntityUid resource() throws UnacceptableValue {
    return switch (review.access()) {
      case RawRequest.ResourceAccess access -> object(access);
      case RawRequest.PathAccess access -> path(access.path());
    };
  }

  private EntityUid object(RawRequest.ResourceAccess access) throws UnacceptableValue {
    if (access.resource().isEmpty()) {
      throw new UnacceptableValue("the review names no resource; name one");
    }
    String id =
        KubernetesNames.object(
            part("group", access.group()),
            part("resource", access.resource()),
            part("subresource", access.subresource()),
            part("namespace", access.namespace()),
            part("name", access.name()));
    return new EntityUid(rules.type(access.resource(), access.group()), id);
  }

  private static String part(String what, String text) throws UnacceptableValue {
    if (text.indexOf('/') >= 0 || (what.endsWith("resource") && text.indexOf('.') >= 0)) {
      throw new UnacceptableValue(
          "the " + what + " of the review is no name of Kubernetes; send one without `/` or `.`");
    }
    return text;
  }

  private EntityUid path(String path) throws UnacceptableValue {
    boolean plain =
        path.startsWith("/")
            && !path.contains("//")
            && !path.matches("(.*/)?\\.{1,2}(/.*)?")
            && path.chars().noneMatch(Character::isISOControl);
    if (!plain) {
      throw new UnacceptableValue("the path of the review is ambiguous; send it in plain form");
    }
    return new EntityUid(rules.path(), path);
  }

  private RecordValue context() throws UnacceptableValue {
    Map<String, Value> request = new TreeMap<>();
    List<Member> extra = new ArrayList<>();
    review.user().extra().forEach((name, values) -> extra.add(Member.of(name, texts(values))));
    request.put(
        "user",
        JsonValues.record(
            "user",
            Json.object(
                Member.of("name", Json.string(review.user().name())),
                Member.of("uid", Json.string(review.user().uid())),
                Member.of("groups", texts(review.user().groups())),
                Member.of("extra", Json.object(extra))),
            Map.of()));
    request.put("verb", new StringValue(review.access().verb()));
    switch (review.access()) {
      case RawRequest.ResourceAccess access -> {
        request.put("group", new StringValue(access.group()));
        request.put("version", new StringValue(access.version()));
        request.put("resource", new StringValue(access.resource()));
        request.put("subresource", new StringValue(access.subresource()));
        request.put("namespace", new StringValue(access.namespace()));
        request.put("name", new StringValue(access.name()));
      }
      case RawRequest.PathAccess access -> request.put("path", new StringValue(access.path()));
    }
    return RecordValue.of(Map.of("request", RecordValue.of(request)));
  }

  private static Json texts(List<String> values) {
    return Json.array(values.stream().map(Json::string).toList());
  }
}
