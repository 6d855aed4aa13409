package dev.remit.pdp.request;

import java.util.Objects;
import java.util.Optional;

/// What is said about one field of a provenance, and whether anyone but the caller says so.
///
/// Absence is a value of its own, so that a policy can test for it without an error.
public sealed interface Claim<T> {
  /// A validated credential says so.
  record Verified<T>(T value) implements Claim<T> {
    public Verified {
      Objects.requireNonNull(value, "value");
    }
  }

  /// Only the caller says so.
  record Asserted<T>(T value) implements Claim<T> {
    public Asserted {
      Objects.requireNonNull(value, "value");
    }
  }

  /// Nobody says anything.
  record Absent<T>() implements Claim<T> {
    private static final Claim<?> ONE = new Absent<>();
  }

  static <T> Claim<T> verified(T value) {
    return new Verified<>(value);
  }

  static <T> Claim<T> asserted(T value) {
    return new Asserted<>(value);
  }

  @SuppressWarnings("unchecked") // It says nothing, so it may be of any type.
  static <T> Claim<T> absent() {
    return (Claim<T>) Absent.ONE;
  }

  /// `verified`, `asserted` or `absent`: what policies and records see.
  default String status() {
    return switch (this) {
      case Verified<T> _ -> "verified";
      case Asserted<T> _ -> "asserted";
      case Absent<T> _ -> "absent";
    };
  }

  default T valueOr(T fallback) {
    return switch (this) {
      case Verified<T>(T value) -> value;
      case Asserted<T>(T value) -> value;
      case Absent<T> _ -> fallback;
    };
  }

  /// This claim, or the other where this says nothing.
  default Claim<T> or(Claim<T> other) {
    return this instanceof Absent<T> ? other : this;
  }

  /// Whether both say something, and not the same; who says it is no difference.
  default boolean contradicts(Claim<?> other) {
    return !(this instanceof Absent<T>)
        && !(other instanceof Absent<?>)
        && !said().equals(other.said());
  }

  private Optional<Object> said() {
    return switch (this) {
      case Verified<T>(T value) -> Optional.of(value);
      case Asserted<T>(T value) -> Optional.of(value);
      case Absent<T> _ -> Optional.empty();
    };
  }
}
