package dev.remit.insight.observe.kubernetes;

import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.field.Fields;
import dev.remit.store.observation.ObservedOutcome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an API server decided about a request, and which layer of it did.
///
/// What the authorizer says itself, in the annotation `authorization.k8s.io/decision`, comes before
/// the status. A refusal of a request that it allowed is by admission, by the check that nobody
/// grants more than they have, or by what is behind a proxy of the server. A fault stays one unless
/// admission says that it refused. Messages quote names that clients chose: what tells a layer is
/// read only where the server itself writes it.
///
/// Sources: of `k8s.io/apiserver`, `ToStatusErr` of webhooks and the dispatcher of validating
/// policies; of `k8s.io/apimachinery`, `NewForbidden`, which quotes the name.
record AuditRuling(ObservedOutcome outcome, Layer layer) {
  static final String DECISION = "authorization.k8s.io/decision";
  static final String REASON = "authorization.k8s.io/reason";

  private static final String ESCALATION =
      "attempting to grant RBAC permissions not currently held";

  /// How the messages of admission begin what they say: webhooks may answer with any status.
  private static final Pattern ADMISSION =
      Pattern.compile(
          "(?:Internal error occurred: )?admission webhook \"[^\"]+\" denied the request"
              + "|ValidatingAdmissionPolicy '[^']+' (?:with binding '[^']+' )?denied request: ");

  /// `RESOURCE "NAME" is forbidden: `; in a name, quotes and backslashes have a backslash before.
  private static final Pattern REFUSED =
      Pattern.compile("[^\\s\"]+ (?:\"(?:[^\"\\\\]|\\\\.)*+\" )?is forbidden: ", Pattern.DOTALL);

  private static final int REFUSED_FROM = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  private static final int FAULT_FROM = 500;

  /// Which part of an API server answered.
  enum Layer {
    AUTHENTICATION("authentication"),
    AUTHORIZATION("authorization"),
    ADMISSION("admission"),
    /// The check that nobody grants by a role or a binding what they do not have.
    ESCALATION("escalation"),
    /// What the server passed the request on to, and the answer back from.
    APPLICATION("application"),
    /// It is not known, or matters not.
    ANY("");

    private final String text;

    Layer(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  static AuditRuling of(Fields event, AuditTarget target) throws UnreadableEvent {
    if (event.object("annotations").text(DECISION).equals("forbid")) {
      return new AuditRuling(ObservedOutcome.DENIED, Layer.AUTHORIZATION);
    }
    if (event.text("stage").equals("Panic")) {
      return new AuditRuling(ObservedOutcome.FAULT, Layer.ANY);
    }
    int code = code(event);
    boolean allowed = isAllowed(event);
    if (code == 0 && !allowed) {
      throw new UnreadableEvent(
          "says no outcome; it needs `responseStatus.code` or the annotation `" + DECISION + "`");
    }
    String message = event.object("responseStatus").text("message");
    if (code >= REFUSED_FROM && isAdmitted(event, target) && isAdmission(message)) {
      return new AuditRuling(ObservedOutcome.DENIED, Layer.ADMISSION);
    }
    // Of an answer that is passed on, the server knows no message; its own has one.
    boolean isPassedOn = allowed && target.isProxy() && message.isEmpty();
    if (code == UNAUTHORIZED) {
      return new AuditRuling(
          ObservedOutcome.UNAUTHENTICATED, isPassedOn ? Layer.APPLICATION : Layer.AUTHENTICATION);
    }
    if (code == FORBIDDEN) {
      return new AuditRuling(
          ObservedOutcome.DENIED, isPassedOn ? Layer.APPLICATION : refusing(message, allowed));
    }
    if (code == TOO_MANY && !allowed) {
      return new AuditRuling(ObservedOutcome.THROTTLED, Layer.ANY);
    }
    return code >= FAULT_FROM
        ? new AuditRuling(ObservedOutcome.FAULT, Layer.ANY)
        : new AuditRuling(ObservedOutcome.PERMITTED, Layer.AUTHORIZATION);
  }

  private static Layer refusing(String message, boolean allowed) {
    if (said(message).contains(ESCALATION)) {
      return Layer.ESCALATION;
    }
    return allowed ? Layer.ADMISSION : Layer.AUTHORIZATION;
  }

  /// Whether admission is asked about such a request. What connects is a `get` too.
  private static boolean isAdmitted(Fields event, AuditTarget target) {
    return AuditTarget.isWrite(event) || target.isConnection();
  }

  private static boolean isAdmission(String message) {
    return ADMISSION.matcher(said(message)).lookingAt();
  }

  /// A message without what it is about, which only the client may have named.
  private static String said(String message) {
    Matcher refused = REFUSED.matcher(message);
    return refused.lookingAt() ? message.substring(refused.end()) : message;
  }

  /// Whether the authorizer says that it allowed the request.
  private static boolean isAllowed(Fields event) {
    return event.object("annotations").text(DECISION).equals("allow");
  }

  /// Whether the server did not let in whoever asked, and so had nothing to ask its authorizer.
  static boolean isFailedAuthentication(Fields event) {
    return code(event) == UNAUTHORIZED && !isAllowed(event);
  }

  /// The status of the answer; 0 where there is none.
  static int code(Fields event) {
    String code = event.object("responseStatus").text("code");
    return code.matches("[1-5][0-9]{2}") ? Integer.parseInt(code) : 0;
  }

  /// The decision point: a layer of the server, or what is behind it.
  String point(AuditTarget target) {
    if (layer == Layer.APPLICATION) {
      return "application/" + target.called();
    }
    return layer.text().isEmpty() ? "kubernetes" : "kubernetes/" + layer.text();
  }

  boolean isDeniedBy(Layer other) {
    return outcome == ObservedOutcome.DENIED && layer == other;
  }

  /// What the server said of it: of a denial why, of a permit which binding permits, so far as it
  /// says so. What else it says of a permit may quote the object, and is not kept.
  String message(Fields event) {
    String reason = event.object("annotations").text(REASON);
    boolean says = isDeniedBy(Layer.AUTHORIZATION) && !reason.isEmpty();
    return says || outcome == ObservedOutcome.PERMITTED
        ? reason
        : event.object("responseStatus").text("message");
  }

  /// Which rule refused, as the message names it; empty where it names none.
  String because(Fields event) {
    if (outcome != ObservedOutcome.DENIED) {
      return "";
    }
    if (layer == Layer.AUTHORIZATION) {
      return event.object("annotations").text(REASON);
    }
    return said(event.object("responseStatus").text("message"));
  }
}
