package dev.remit.insight;

/// How many attempts came to what. Every attempt is counted once.
///
/// An attempt is *evaluated* if the policies answered it and the answer was recorded: `permitted`
/// or `denied`. It is *refused* if no policy was asked: `unmapped` or `unacceptable`. `unrecorded`
/// were denied because their answer could not be recorded.
public record Counts(
    long permitted, long denied, long unmapped, long unacceptable, long unrecorded) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  public Counts {
    if (permitted < 0 || denied < 0 || unmapped < 0 || unacceptable < 0 || unrecorded < 0) {
      throw new IllegalArgumentException("a negative count");
    }
  }

  public long evaluated() {
    return permitted + denied;
  }

  public long refused() {
    return unmapped + unacceptable;
  }

  public long attempts() {
    return evaluated() + refused() + unrecorded;
  }

  /// Attempts that came to nothing.
  public long failed() {
    return attempts() - permitted;
  }

  /// Evaluated decisions that were denials: the authorization failure rate of what was evaluated.
  public Rate deniedOfEvaluated() {
    return new Rate(denied, evaluated());
  }

  /// Attempts that came to nothing, for whatever reason: what a caller meets.
  public Rate failedOfAttempts() {
    return new Rate(failed(), attempts());
  }

  /// Attempts that no policy was asked about: what the mapping does not cover.
  public Rate refusedOfAttempts() {
    return new Rate(refused(), attempts());
  }

  public Counts plus(Counts other) {
    return new Counts(
        permitted + other.permitted,
        denied + other.denied,
        unmapped + other.unmapped,
        unacceptable + other.unacceptable,
        unrecorded + other.unrecorded);
  }
}
