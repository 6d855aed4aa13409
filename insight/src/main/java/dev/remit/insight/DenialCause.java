package dev.remit.insight;

import dev.remit.pdp.decision.ReasonCode;
import java.util.Comparator;
import java.util.Objects;

/// What denied, down to the clause, and how often.
///
/// `policy` and `clause` are empty where no policy was asked. For `no-permit` they are the permit
/// that came nearest and what kept it from applying. `text` is for whoever was denied. `example` is
/// where the first such attempt was read.
public record DenialCause(Key key, String text, String example, long count) {
  public DenialCause {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(example, "example");
  }

  /// What is counted together. Comparable, so that a hash table of them stays fast also where tools
  /// are named to collide.
  public record Key(ReasonCode code, String tool, String policy, String clause)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::code)
            .thenComparing(Key::tool)
            .thenComparing(Key::policy)
            .thenComparing(Key::clause);

    public Key {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(tool, "tool");
      Objects.requireNonNull(policy, "policy");
      Objects.requireNonNull(clause, "clause");
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }
}
