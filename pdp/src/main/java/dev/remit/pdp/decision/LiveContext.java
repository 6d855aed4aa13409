package dev.remit.pdp.decision;

import dev.remit.pdp.flow.Flow;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.task.TaskView;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What Remit itself knows of a request beside what came with it: what its principal proved, what
/// its task remembers, where its arguments came from, and what validated tokens say of where the
/// request came from.
///
/// No field of `verified` is asserted, and its user and chain are there together or not at all.
/// `refused` says why a token that came with the request proves nothing, so that the request is
/// refused; empty where there is no such token.
public record LiveContext(
    Credential credential, TaskView task, Flow flow, Provenance verified, String refused) {
  /// Nothing was proved, there is no task, and nobody knows where any argument came from.
  public static final LiveContext NONE = of(Credential.absent());

  public LiveContext {
    Objects.requireNonNull(credential, "credential");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(flow, "flow");
    Objects.requireNonNull(verified, "verified");
    Objects.requireNonNull(refused, "refused");
    if (!verified.isVerified()) {
      throw new IllegalArgumentException("a verified provenance with a field that is asserted");
    }
    if (!verified.user().status().equals(verified.chain().status())) {
      throw new IllegalArgumentException(
          "a verified user without a verified chain, or one without");
    }
  }

  /// With no provenance that is verified.
  public LiveContext(Credential credential, TaskView task, Flow flow) {
    this(credential, task, flow, Provenance.ABSENT, "");
  }

  /// Outside of any task.
  public static LiveContext of(Credential credential) {
    return new LiveContext(credential, TaskView.NONE, Flow.UNKNOWN);
  }

  /// Outside of any task, with what the credential says of where the request came from.
  public static LiveContext of(Credential credential, Provenance verified) {
    return new LiveContext(credential, TaskView.NONE, Flow.UNKNOWN, verified, "");
  }

  /// What another validated token says too. The actors of both chains count. Where the two say
  /// different things of another field, the request is refused.
  public LiveContext and(Provenance other) {
    Provenance rest = other.withDelegators(other.user(), verified.chain());
    return verified
        .contradicts(rest)
        .map(field -> refusing("provenance: two tokens differ in `" + field + "`; send one"))
        .orElseGet(() -> new LiveContext(credential, task, flow, both(verified, other), refused));
  }

  /// In a task that a token of this service proves.
  public LiveContext in(TaskView of) {
    Claim<String> purpose = of.purpose().isEmpty() ? Claim.absent() : Claim.verified(of.purpose());
    LiveContext joined = and(Provenance.ABSENT.withTask(Claim.verified(of.id()), purpose));
    return new LiveContext(joined.credential, of, joined.flow, joined.verified, joined.refused);
  }

  /// With where its arguments came from.
  public LiveContext flowing(Flow of) {
    return new LiveContext(credential, task, of, verified, refused);
  }

  private static Provenance both(Provenance one, Provenance other) {
    Provenance over = one.over(other);
    if (!(one.chain() instanceof Claim.Verified<List<String>>(List<String> first))
        || !(other.chain() instanceof Claim.Verified<List<String>>(List<String> second))) {
      return over;
    }
    List<String> chain = Stream.concat(first.stream(), second.stream()).distinct().toList();
    return over.withDelegators(over.user(), Claim.verified(chain));
  }

  /// With a token that proves nothing, for the reason given.
  public LiveContext refusing(String text) {
    return new LiveContext(credential, task, flow, verified, text);
  }
}
