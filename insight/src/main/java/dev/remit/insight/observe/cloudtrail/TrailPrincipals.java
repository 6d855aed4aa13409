package dev.remit.insight.observe.cloudtrail;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.insight.observe.UnreadableEvent;
import java.util.Locale;

/// Whose authority an event was about: of a role's session the role, of a federated user who issued
/// the session.
///
/// Source: CloudTrail User Guide, CloudTrail userIdentity element.
final class TrailPrincipals {
  static final Name USER = new Name("AWS::User");
  static final Name ROLE = new Name("AWS::Role");
  private static final Name ROOT = new Name("AWS::Root");
  private static final Name SERVICE = new Name("AWS::Service");
  private static final Name ACCOUNT = new Name("AWS::Account");
  private static final Name SAML_USER = new Name("AWS::SamlUser");
  private static final Name WEB_IDENTITY = new Name("AWS::WebIdentityUser");
  private static final Name IDENTITY_CENTER = new Name("AWS::IdentityCenterUser");
  private static final Name DIRECTORY_USER = new Name("AWS::DirectoryUser");
  private static final Name UNKNOWN = new Name("AWS::Unknown");

  private TrailPrincipals() {}

  /// The principal, and what the session is called; empty where there is none.
  record Asker(EntityUid principal, String session) {}

  static Asker of(TrailEvent.Identity who) throws UnreadableEvent {
    return switch (who.type) {
      case "IAMUser" -> new Asker(named(USER, user(who)), "");
      case "AssumedRole" -> new Asker(named(ROLE, role(who)), session(who));
      case "Role" -> new Asker(named(ROLE, either(who.arn, who.principalId)), "");
      case "Root" -> new Asker(named(ROOT, root(who)), "");
      case "FederatedUser" -> federated(who);
      case "AWSService" -> new Asker(named(SERVICE, either(who.invokedBy, who.principalId)), "");
      case "AWSAccount" ->
          new Asker(named(ACCOUNT, either(who.account, who.principalId)), afterColon(who));
      case "SAMLUser" ->
          new Asker(named(SAML_USER, either(who.principalId, who.userName)), who.userName);
      case "WebIdentityUser" ->
          new Asker(named(WEB_IDENTITY, either(who.principalId, who.userName)), who.userName);
      case "IdentityCenterUser" ->
          new Asker(
              named(IDENTITY_CENTER, either(who.onBehalfOf, either(who.principalId, who.userName))),
              "");
      case "Directory" ->
          new Asker(
              named(DIRECTORY_USER, either(who.arn, either(who.principalId, who.userName))), "");
      default -> other(who);
    };
  }

  private static EntityUid named(Name type, String id) throws UnreadableEvent {
    if (id.isEmpty()) {
      throw new UnreadableEvent("`userIdentity` names nobody; it needs `arn` or `principalId`");
    }
    return new EntityUid(type, id);
  }

  private static String either(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static String user(TrailEvent.Identity who) {
    if (!who.arn.isEmpty()) {
      return who.arn;
    }
    return who.account.isEmpty() || who.userName.isEmpty()
        ? who.principalId
        : Arns.user(who.account, who.userName);
  }

  private static String root(TrailEvent.Identity who) {
    return who.arn.isEmpty() && !who.account.isEmpty() ? Arns.iam(who.account, "root") : who.arn;
  }

  /// Without a session's issuer, the role as it is called in the ARN of the session, where the path
  /// of the role is lost.
  private static String role(TrailEvent.Identity who) {
    if (!who.issuerArn.isEmpty()) {
      return who.issuerArn;
    }
    return Arns.roleOfSession(who.arn).orElse(either(who.arn, beforeColon(who.principalId)));
  }

  private static String session(TrailEvent.Identity who) {
    int slash = who.arn.lastIndexOf('/');
    return who.arn.contains(":assumed-role/") && slash >= 0
        ? who.arn.substring(slash + 1)
        : afterColon(who);
  }

  private static String beforeColon(String principalId) {
    int colon = principalId.indexOf(':');
    return colon < 0 ? principalId : principalId.substring(0, colon);
  }

  private static String afterColon(TrailEvent.Identity who) {
    int colon = who.principalId.indexOf(':');
    return colon < 0 ? "" : who.principalId.substring(colon + 1);
  }

  private static Asker federated(TrailEvent.Identity who) throws UnreadableEvent {
    int slash = who.arn.indexOf('/');
    String session = slash < 0 ? afterColon(who) : who.arn.substring(slash + 1);
    Name type = who.issuerType.toLowerCase(Locale.ROOT).equals("root") ? ROOT : USER;
    return new Asker(named(type, either(who.issuerArn, either(who.arn, who.principalId))), session);
  }

  /// `Unknown`, what is newer than this list, and events of services that say no type.
  private static Asker other(TrailEvent.Identity who) throws UnreadableEvent {
    String id = either(who.arn, either(who.principalId, who.userName));
    if (!id.isEmpty()) {
      return new Asker(named(UNKNOWN, id), "");
    }
    return who.invokedBy.isEmpty()
        ? new Asker(named(ACCOUNT, who.account), "")
        : new Asker(named(SERVICE, who.invokedBy), "");
  }
}
