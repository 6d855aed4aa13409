package dev.remit.insight.observe.kubernetes;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.observe.field.Detail;
import dev.remit.insight.observe.field.Fields;
import dev.remit.store.observation.AuthorityChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a request that succeeded changed of what somebody may do, and of whom.
///
/// Of the object that was sent only what a role or a binding consists of is kept: other objects may
/// hold secrets.
record AuditChange(AuthorityChange kind, List<EntityUid> identities, Optional<Json> parameters) {
  /// Bytes of the parameters that are kept.
  static final int PARAMETERS_MAX = 8 << 10;

  private static final String RBAC = ".rbac.authorization.k8s.io";
  private static final String SIGNING = "certificatesigningrequests.certificates.k8s.io";
  private static final String TOKEN_TYPE = "kubernetes.io/service-account-token";
  private static final List<String> KEPT =
      List.of("roleRef", "subjects", "rules", "aggregationRule");
  private static final int REFUSED_FROM = 400;

  static Optional<AuditChange> of(Fields event, AuditTarget target) {
    if (!AuditTarget.isWrite(event)
        || AuditRuling.code(event) >= REFUSED_FROM
        || AuditTarget.isDryRun(event)) {
      return Optional.empty();
    }
    Fields sent = event.object("requestObject");
    return switch (target.kind()) {
      case "roles" + RBAC, "clusterroles" + RBAC ->
          Optional.of(new AuditChange(AuthorityChange.POLICY, List.of(), kept(sent)));
      case "rolebindings" + RBAC, "clusterrolebindings" + RBAC ->
          Optional.of(new AuditChange(AuthorityChange.BINDING, subjects(sent), kept(sent)));
      case "serviceaccounts" -> of(AuthorityChange.IDENTITY, account(target, sent));
      case "serviceaccounts/token" -> of(AuthorityChange.SESSION, account(target, sent));
      case "secrets" ->
          sent.text("type").equals(TOKEN_TYPE)
              ? of(AuthorityChange.CREDENTIAL, List.of())
              : Optional.empty();
      case SIGNING, SIGNING + "/approval", SIGNING + "/status" ->
          of(AuthorityChange.CREDENTIAL, List.of());
      default -> Optional.empty();
    };
  }

  private static Optional<AuditChange> of(AuthorityChange kind, List<EntityUid> identities) {
    return Optional.of(new AuditChange(kind, identities, Optional.empty()));
  }

  /// The one that the path names, or when it is created, the object.
  private static List<EntityUid> account(AuditTarget target, Fields sent) {
    String name = target.name().isEmpty() ? sent.object("metadata").text("name") : target.name();
    return name.isEmpty() || target.namespace().isEmpty()
        ? List.of()
        : List.of(AuditUsers.serviceAccount(target.namespace(), name));
  }

  private static List<EntityUid> subjects(Fields sent) {
    List<EntityUid> subjects = new ArrayList<>();
    sent.objects("subjects").forEach(each -> AuditUsers.subject(each).ifPresent(subjects::add));
    return subjects;
  }

  private static Optional<Json> kept(Fields sent) {
    List<Member> kept = new ArrayList<>();
    for (String name : KEPT) {
      Json value = sent.find(name);
      if (value != null) {
        kept.add(Member.of(name, value));
      }
    }
    return kept.isEmpty() ? Optional.empty() : Optional.of(Json.object(kept));
  }

  void describe(Detail detail) {
    if (parameters.isPresent()) {
      String text = JsonWriter.compact(parameters.get());
      if (text.getBytes(StandardCharsets.UTF_8).length > PARAMETERS_MAX) {
        detail.add("parametersLeftOut", true);
      } else {
        detail.add("parameters", text);
      }
    }
  }
}
