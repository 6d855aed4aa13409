package dev.remit.pdp.decision;

import java.util.Optional;

/// What reason it is. The codes are API; a new one is classified here alone.
public enum ReasonCode {
  /// A permit was satisfied.
  PERMITTED("permitted", Kind.PERMITTED, Names.POLICY),
  /// A forbid was satisfied.
  FORBIDDEN("forbidden", Kind.RULED, Names.POLICY),
  /// A forbid could not be evaluated, and counts as satisfied.
  FORBID_ERROR("forbid-error", Kind.FAILED, Names.POLICY),
  /// A policy reads an attribute that is too old: a forbid, which counts as satisfied, or, after
  /// `no-permit`, a permit, which does not.
  STALE("stale", Kind.FAILED, Names.POLICY),
  /// No permit was satisfied.
  NO_PERMIT("no-permit", Kind.RULED),
  /// The mapping has no rule for the call; no policy was asked.
  UNMAPPED("unmapped", Kind.UNMAPPED),
  /// A value of the request cannot be expressed, or a key is reserved; no policy was asked.
  REFUSED("refused", Kind.REFUSED),
  /// The request does not say who would act; no policy was asked.
  NO_PRINCIPAL("no-principal", Kind.UNIDENTIFIED),
  /// The token of whoever sent the request proves nothing; no policy was asked.
  CREDENTIAL_REFUSED("credential-refused", Kind.UNIDENTIFIED),
  /// Agents of its type act for somebody, and nothing verified says for whom; no policy was asked.
  NO_DELEGATOR("no-delegator", Kind.RULED),
  /// It acts for more delegators, one for another, than the bundle allows; no policy was asked.
  TOO_DEEP("delegation-too-deep", Kind.RULED),
  /// It acts for somebody, and agents of its type act for nobody; no policy was asked.
  FOR_NOBODY("acts-for-nobody", Kind.RULED),
  /// The task of the request has ended, or is not known; no policy was asked.
  TASK_ENDED("task-ended", Kind.REFUSED),
  /// The token of the request's task proves nothing, or is another's; no policy was asked.
  TASK_REFUSED("task-refused", Kind.REFUSED),
  /// What a permit does to the task of the request cannot be said, so that it does not permit.
  EFFECT_ERROR("effect-error", Kind.FAILED, Names.POLICY),
  /// The classification of a resource is not understood, so that what it would leave on the task of
  /// the request cannot be said.
  UNCLASSIFIED("unclassified", Kind.FAILED),
  /// The task of the request holds no more; whoever asks may end it and open another.
  TASK_LIMIT("task-limit", Kind.REFUSED),
  /// Other requests of the task came first, again and again; asking again may help.
  TASK_CONFLICT("task-conflict", Kind.REFUSED),
  /// The attempt key was used in the task before, with another request.
  KEY_REUSED("key-reused", Kind.REFUSED),
  /// It was a note of a task's end or of an outcome, which permits nothing.
  TASK_NOTED("task-noted", Kind.NOTED),
  /// It was a search, which is answered with what it found and permits nothing.
  SEARCHED("searched", Kind.NOTED),
  /// The decision could not be recorded.
  NOT_RECORDED("not-recorded", Kind.UNRECORDED),
  /// Another system permitted it.
  OBSERVED_PERMIT("observed-permit", Kind.PERMITTED),
  /// Another system denied it for want of authority.
  OBSERVED_DENIAL("observed-denial", Kind.RULED),
  /// Another system could tell who signed in, and did not ask what that one may do.
  AUTHENTICATED("authenticated", Kind.NOTED),
  /// Another system could not tell who asked.
  UNAUTHENTICATED("unauthenticated", Kind.UNIDENTIFIED),
  /// Another system had too many requests to answer.
  THROTTLED("throttled", Kind.UNANSWERED),
  /// Another system failed.
  FAULT("fault", Kind.UNANSWERED);

  /// What sort of reasons there are.
  public enum Kind {
    /// It is permitted.
    PERMITTED,
    /// What the bundle says denies.
    RULED,
    /// What the bundle says could not be evaluated, which denies: a fault of whoever keeps it.
    FAILED,
    /// The bundle says nothing of such calls.
    UNMAPPED,
    /// It is not known who asks.
    UNIDENTIFIED,
    /// What was sent is not acceptable, or not now.
    REFUSED,
    /// It was no request to be let do something.
    NOTED,
    /// The answer could not be kept.
    UNRECORDED,
    /// Whoever was asked gave no answer.
    UNANSWERED
  }

  private enum Names {
    POLICY,
    NOTHING
  }

  private final String code;
  private final Kind kind;
  private final Names names;

  ReasonCode(String code, Kind kind, Names names) {
    this.code = code;
    this.kind = kind;
    this.names = names;
  }

  ReasonCode(String code, Kind kind) {
    this(code, kind, Names.NOTHING);
  }

  public String code() {
    return code;
  }

  public Kind kind() {
    return kind;
  }

  /// Whether a policy is the reason; every reason of this code names one, or none does.
  public boolean namesPolicy() {
    return names == Names.POLICY;
  }

  public static Optional<ReasonCode> find(String code) {
    for (ReasonCode reason : values()) {
      if (reason.code.equals(code)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}
