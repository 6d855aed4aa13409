package dev.remit.cli.terminal;

import dev.remit.cedar.diagnostic.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads several inputs and keeps what is wrong with each, so that a user sees all of it at once.
public final class Attempts {
  private final List<Fault> faults = new ArrayList<>();

  /// What `reading` gives, or empty where it is refused.
  public <T> Optional<T> attempt(Reading<T> reading) {
    try {
      return Optional.of(reading.read());
    } catch (Fault e) {
      faults.add(e);
    } catch (SyntaxException e) {
      faults.add(Fault.of(e));
    }
    return Optional.empty();
  }

  /// Whether there is something to refuse.
  public boolean isAnyRefused() {
    return !faults.isEmpty();
  }

  /// Throws everything that was refused, if anything was.
  public void refuseIfAny() throws Fault {
    Optional<Fault> merged = Fault.merge(faults);
    if (merged.isPresent()) {
      throw merged.get();
    }
  }

  /// The value of an attempt after [#refuseIfAny] passed.
  public static <T> T granted(Optional<T> attempt) {
    return attempt.orElseThrow(() -> new IllegalStateException("refused, and not reported"));
  }

  /// One input.
  @FunctionalInterface
  public interface Reading<T> {
    T read() throws Fault, SyntaxException;
  }
}
