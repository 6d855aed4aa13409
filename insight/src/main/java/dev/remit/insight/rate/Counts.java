package dev.remit.insight.rate;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How many attempts came to what. Every attempt is counted once, in its [Account].
///
/// An attempt is *evaluated* if it was permitted or denied by what somebody may do. It is *refused*
/// if no policy was asked. Immutable.
public final class Counts {
  public static final Counts NONE = new Counts(new long[Account.ALL.size()]);

  private final long[] counts;

  private Counts(long[] counts) {
    this.counts = counts;
  }

  public static Counts of(Account account, long count) {
    return NONE.plus(account, count);
  }

  /// With so many more of one account.
  public Counts plus(Account account, long count) {
    if (count < 0) {
      throw new IllegalArgumentException("a negative count");
    }
    long[] more = counts.clone();
    more[account.place()] += count;
    return new Counts(more);
  }

  public Counts plus(Counts other) {
    long[] sums = counts.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.counts[i];
    }
    return new Counts(sums);
  }

  /// Without so many of the denied, which must be among them.
  public Counts withoutDenied(long count) {
    if (count < 0 || count > denied()) {
      throw new IllegalArgumentException(count + " of " + denied() + " denied");
    }
    long[] fewer = counts.clone();
    fewer[Account.DENIED.place()] -= count;
    return new Counts(fewer);
  }

  /// What is left when a part of it is taken away, which must be part of it.
  public Counts minus(Counts part) {
    long[] rest = counts.clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= part.counts[i];
      if (rest[i] < 0) {
        throw new IllegalArgumentException(part + " is no part of " + this);
      }
    }
    return new Counts(rest);
  }

  public long count(Account account) {
    return counts[account.place()];
  }

  private long sum(Predicate<Account> accounts) {
    return Account.ALL.stream().filter(accounts).mapToLong(this::count).sum();
  }

  public long permitted() {
    return count(Account.PERMITTED);
  }

  /// For want of authority: the numerator of all rates of authorization failure.
  public long denied() {
    return count(Account.DENIED);
  }

  public long evaluated() {
    return permitted() + denied();
  }

  /// No policy was asked.
  public long refused() {
    return count(Account.UNMAPPED) + count(Account.UNACCEPTABLE) + count(Account.UNIDENTIFIED);
  }

  /// Denied by us to be safe, whatever anybody's authority.
  public long failedClosed() {
    return sum(Account::isFailedClosed);
  }

  public long attempts() {
    long attempts = 0;
    for (long count : counts) {
      attempts += count;
    }
    return attempts;
  }

  /// Attempts that came to nothing.
  public long failed() {
    return attempts() - permitted();
  }

  /// Evaluated decisions that were denials: the authorization failure rate of what was evaluated.
  public Rate deniedOfEvaluated() {
    return new Rate(denied(), evaluated());
  }

  /// Attempts that were denied for want of authority.
  public Rate deniedOfAttempts() {
    return new Rate(denied(), attempts());
  }

  /// Attempts that came to nothing, for whatever reason: what a caller meets.
  public Rate failedOfAttempts() {
    return new Rate(failed(), attempts());
  }

  /// Attempts that no policy was asked about: what the mapping does not cover.
  public Rate refusedOfAttempts() {
    return new Rate(refused(), attempts());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Counts that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Account account : Account.ALL) {
      text.append(text.isEmpty() ? "" : ", ").append(account.title()).append(' ');
      text.append(count(account));
    }
    return text.toString();
  }
}
