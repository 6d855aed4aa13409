package dev.remit.insight.observe.kubernetes;

import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.insight.observe.field.Fields;
import dev.remit.store.observation.ObservedOutcome;
import java.util.List;

/// What an API server decided about a request, and which layer of it did.
///
/// What the authorizer says itself, in the annotation `authorization.k8s.io/decision`, comes before
/// the status. A refusal of a request that it allowed is by admission, or by the check that nobody
/// grants more than they have. A fault stays one, since admission may not have been asked.
record AuditRuling(ObservedOutcome outcome, Layer layer) {
  static final String DECISION = "authorization.k8s.io/decision";
  static final String REASON = "authorization.k8s.io/reason";

  private static final String ESCALATION =
      "attempting to grant RBAC permissions not currently held";

  /// How the messages of admission begin what they say: webhooks may answer with any status.
  private static final List<String> ADMISSION =
      List.of(
          " denied the request: ", " denied the request without explanation", " denied request: ");

  private static final String REFUSED = " is forbidden: ";

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
    /// It is not known, or matters not.
    ANY("");

    private final String text;

    Layer(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    String point() {
      return text.isEmpty() ? "kubernetes" : "kubernetes/" + text;
    }
  }

  static AuditRuling of(Fields event) throws UnreadableEvent {
    String decision = event.object("annotations").text(DECISION);
    if (decision.equals("forbid")) {
      return new AuditRuling(ObservedOutcome.DENIED, Layer.AUTHORIZATION);
    }
    if (event.text("stage").equals("Panic")) {
      return new AuditRuling(ObservedOutcome.FAULT, Layer.ANY);
    }
    int code = code(event);
    boolean allowed = decision.equals("allow");
    if (code == 0 && !allowed) {
      throw new UnreadableEvent(
          "says no outcome; it needs `responseStatus.code` or the annotation `" + DECISION + "`");
    }
    if (code == UNAUTHORIZED) {
      return new AuditRuling(ObservedOutcome.UNAUTHENTICATED, Layer.AUTHENTICATION);
    }
    String message = event.object("responseStatus").text("message");
    if (code >= REFUSED_FROM && code < FAULT_FROM && isAdmission(message)) {
      return new AuditRuling(ObservedOutcome.DENIED, Layer.ADMISSION);
    }
    if (code == FORBIDDEN) {
      return new AuditRuling(ObservedOutcome.DENIED, refusing(message, allowed));
    }
    if (code == TOO_MANY && !allowed) {
      return new AuditRuling(ObservedOutcome.THROTTLED, Layer.ANY);
    }
    return code >= FAULT_FROM
        ? new AuditRuling(ObservedOutcome.FAULT, Layer.ANY)
        : new AuditRuling(ObservedOutcome.PERMITTED, Layer.AUTHORIZATION);
  }

  private static Layer refusing(String message, boolean allowed) {
    if (message.contains(ESCALATION)) {
      return Layer.ESCALATION;
    }
    return allowed ? Layer.ADMISSION : Layer.AUTHORIZATION;
  }

  private static boolean isAdmission(String message) {
    return ADMISSION.stream().anyMatch(message::contains);
  }

  /// The status of the answer; 0 where there is none.
  static int code(Fields event) {
    String code = event.object("responseStatus").text("code");
    return code.matches("[1-5][0-9]{2}") ? Integer.parseInt(code) : 0;
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
    String message = event.object("responseStatus").text("message");
    int at = message.indexOf(REFUSED);
    return at < 0 ? message : message.substring(at + REFUSED.length());
  }
}
