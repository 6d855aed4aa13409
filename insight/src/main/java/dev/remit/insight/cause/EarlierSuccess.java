package dev.remit.insight.cause;

import java.time.Instant;
import java.util.Objects;

/// Whether what is denied was permitted before, as far as the log can see.
public sealed interface EarlierSuccess {
  /// It was, last at that time.
  record Seen(Instant last) implements EarlierSuccess {
    public Seen {
      Objects.requireNonNull(last, "last");
    }
  }

  /// It was not, and the log shows such actions since that time, long before the first denial.
  record NotSeen(Instant since) implements EarlierSuccess {
    public NotSeen {
      Objects.requireNonNull(since, "since");
    }
  }

  /// The log shows no such action, by anybody, early enough before the first denial to tell.
  record NotObservable(Instant since) implements EarlierSuccess {
    public NotObservable {
      Objects.requireNonNull(since, "since");
    }
  }

  /// As a sentence.
  default String text() {
    return switch (this) {
      case Seen(Instant last) -> "it was permitted before, last at " + last;
      case NotSeen(Instant since) ->
          "it was never permitted since " + since + ", from when on the log shows such actions";
      case NotObservable(Instant since) ->
          "an earlier success is not observable: the log shows such actions from "
              + since
              + " on only";
    };
  }
}
