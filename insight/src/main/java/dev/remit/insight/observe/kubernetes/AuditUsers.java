package dev.remit.insight.observe.kubernetes;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.field.Fields;
import dev.remit.pdp.mapping.KubernetesNames;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.observation.ObservedClient;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who asked an API server: whose authority it asked about is whoever was impersonated, else the
/// user.
public final class AuditUsers {
  static final EntityUid NOBODY = EntityUid.of("Nobody", "");

  private static final Name USER = new Name("Kubernetes::User");
  private static final Name GROUP = new Name("Kubernetes::Group");
  private static final Name SERVICE_ACCOUNT = new Name("Kubernetes::ServiceAccount");
  private static final Name NODE = new Name("Kubernetes::Node");
  private static final String POD = "authentication.kubernetes.io/pod-name";
  private static final String CREDENTIAL = "authentication.kubernetes.io/credential-id";

  private AuditUsers() {}

  static boolean isImpersonated(Fields event) {
    return !event.object("impersonatedUser").text("username").isEmpty();
  }

  /// The one of the two whose authority was asked about.
  static Fields effective(Fields event) {
    return event.object(isImpersonated(event) ? "impersonatedUser" : "user");
  }

  /// [#NOBODY] where a failed authentication names none.
  static EntityUid principal(Fields event, boolean mayBeNobody) throws UnreadableEvent {
    String name = effective(event).text("username");
    if (!name.isEmpty()) {
      return named(name);
    }
    if (mayBeNobody) {
      return NOBODY;
    }
    throw new UnreadableEvent("`user` names nobody; it needs `username`");
  }

  /// A user as it is called here: a service account, a node, or another one.
  public static EntityUid named(String user) {
    Optional<String> account = KubernetesNames.serviceAccount(user);
    if (account.isPresent()) {
      return new EntityUid(SERVICE_ACCOUNT, account.get());
    }
    return KubernetesNames.node(user)
        .map(node -> new EntityUid(NODE, node))
        .orElseGet(() -> new EntityUid(USER, user));
  }

  static EntityUid serviceAccount(String namespace, String name) {
    return new EntityUid(SERVICE_ACCOUNT, namespace + "/" + name);
  }

  /// Whom a binding names as one of its `subjects`; empty if it is no such one.
  static Optional<EntityUid> subject(Fields subject) {
    String name = subject.text("name");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return switch (subject.text("kind")) {
      case "ServiceAccount" -> Optional.of(serviceAccount(subject.text("namespace"), name));
      case "User" -> Optional.of(named(name));
      case "Group" -> Optional.of(new EntityUid(GROUP, name));
      default -> Optional.empty();
    };
  }

  /// Who impersonated is between whoever asked it to and the principal; the server vouches for it.
  static Provenance provenance(Fields event) {
    String impersonator = event.object("user").text("username");
    return isImpersonated(event) && !impersonator.isEmpty()
        ? Provenance.ABSENT.withDelegators(Claim.absent(), Claim.verified(List.of(impersonator)))
        : Provenance.ABSENT;
  }

  /// The credential and the pod are those of who asked, and so not of whom it impersonated. Of the
  /// addresses only the last is not the client's own word.
  static ObservedClient client(Fields event) {
    Fields extra = isImpersonated(event) ? Fields.NONE : event.object("user").object("extra");
    String credential = only(extra.texts(CREDENTIAL));
    int equals = credential.indexOf('=');
    return new ObservedClient(
        only(extra.texts(POD)),
        equals < 0 ? "" : kind(credential.substring(0, equals)),
        credential.substring(equals + 1),
        event.last("sourceIPs"),
        event.text("userAgent"));
  }

  private static String only(List<String> texts) {
    return texts.size() == 1 ? texts.getFirst() : "";
  }

  private static String kind(String prefix) {
    return switch (prefix) {
      case "JTI" -> "kubernetes-token";
      case "X509SHA256" -> "x509";
      default -> "kubernetes-" + prefix.toLowerCase(Locale.ROOT);
    };
  }
}
