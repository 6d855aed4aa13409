package dev.remit.cedar.engine;

import java.util.List;
import java.util.Objects;

/// The smallest test within a condition that made it what it is: of a false `&&` the operand that
/// was false, of a true `||` the one that was true, of `if` the branch taken, and so on inwards.
///
/// `value` is what `trace` came to, and `sightings` what it saw.
public record Finding(Trace trace, boolean value, List<Sighting> sightings) {
  public Finding {
    Objects.requireNonNull(trace, "trace");
    sightings = List.copyOf(sightings);
  }
}
