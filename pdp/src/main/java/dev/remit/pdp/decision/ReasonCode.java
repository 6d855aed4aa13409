package dev.remit.pdp.decision;

import java.util.Optional;

/// What kind of reason it is. The codes are API.
public enum ReasonCode {
  /// A permit was satisfied.
  PERMITTED("permitted"),
  /// A forbid was satisfied.
  FORBIDDEN("forbidden"),
  /// A forbid could not be evaluated, and counts as satisfied.
  FORBID_ERROR("forbid-error"),
  /// A policy reads an attribute that is too old: a forbid, which counts as satisfied, or, after
  /// `no-permit`, a permit, which does not.
  STALE("stale"),
  /// No permit was satisfied.
  NO_PERMIT("no-permit"),
  /// The mapping has no rule for the call; no policy was asked.
  UNMAPPED("unmapped"),
  /// A value of the request cannot be expressed, or a key is reserved; no policy was asked.
  REFUSED("refused"),
  /// The request does not say who would act; no policy was asked.
  NO_PRINCIPAL("no-principal"),
  /// The token of whoever sent the request proves nothing; no policy was asked.
  CREDENTIAL_REFUSED("credential-refused"),
  /// Agents of its type act for somebody, and nothing verified says for whom; no policy was asked.
  NO_DELEGATOR("no-delegator"),
  /// It acts for more delegators, one for another, than the bundle allows; no policy was asked.
  TOO_DEEP("delegation-too-deep"),
  /// It acts for somebody, and agents of its type act for nobody; no policy was asked.
  FOR_NOBODY("acts-for-nobody"),
  /// The task of the request has ended, or is not known; no policy was asked.
  TASK_ENDED("task-ended"),
  /// The token of the request's task proves nothing, or is another's; no policy was asked.
  TASK_REFUSED("task-refused"),
  /// What a permit does to the task of the request cannot be said, so that it does not permit.
  EFFECT_ERROR("effect-error"),
  /// The classification of a resource is not understood, so that what it would leave on the task of
  /// the request cannot be said.
  UNCLASSIFIED("unclassified"),
  /// The task of the request holds no more; whoever asks may end it and open another.
  TASK_LIMIT("task-limit"),
  /// Other requests of the task came first, again and again; asking again may help.
  TASK_CONFLICT("task-conflict"),
  /// The attempt key was used in the task before, with another request.
  KEY_REUSED("key-reused"),
  /// It was a note of a task's end or of an outcome, which permits nothing.
  TASK_NOTED("task-noted"),
  /// It was a search, which is answered with what it found and permits nothing.
  SEARCHED("searched"),
  /// The decision could not be recorded.
  NOT_RECORDED("not-recorded");

  private final String code;

  ReasonCode(String code) {
    this.code = code;
  }

  public String code() {
    return code;
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
