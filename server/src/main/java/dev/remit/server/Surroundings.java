package dev.remit.server;

import java.time.Clock;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What a service takes from the world around it: the time, a clock that only runs forward in
/// nanoseconds, and where it tells the operator something, a line each.
public record Surroundings(Clock clock, LongSupplier nanoTime, Consumer<String> operator) {
  public Surroundings {
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(nanoTime, "nanoTime");
    Objects.requireNonNull(operator, "operator");
  }

  /// Those of this machine.
  public static Surroundings system(Consumer<String> operator) {
    return new Surroundings(Clock.systemUTC(), System::nanoTime, operator);
  }
}
