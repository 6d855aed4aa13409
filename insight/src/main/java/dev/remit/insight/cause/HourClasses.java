package dev.remit.insight.cause;

import java.util.List;
import java.util.Optional;

/// Of what classes the denials of an identity in an hour are, the class with the most first.
public record HourClasses(List<Share> shares) {
  /// The denials of one class; the confidence is that of the cause with the most of them.
  public record Share(CauseClass kind, Confidence confidence, long denials) {
    public Share {
      if (denials < 1) {
        throw new IllegalArgumentException(denials + " denials");
      }
    }
  }

  public HourClasses {
    shares = List.copyOf(shares);
  }

  /// The class that holds more than half of them; empty where several share them.
  public Optional<Share> main() {
    long all = shares.stream().mapToLong(Share::denials).sum();
    return shares.stream().filter(share -> share.denials() * 2 > all).findFirst();
  }
}
