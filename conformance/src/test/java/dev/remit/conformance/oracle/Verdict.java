package dev.remit.conformance.oracle;

/// What the oracle made of an input: a result, or why it refused.
public sealed interface Verdict<T> {
  /// The input is right, and this is what it means.
  record Accepted<T>(T result) implements Verdict<T> {}

  /// The input is wrong; the wording is the official engine's.
  record Refused<T>(String message) implements Verdict<T> {}

  default boolean isAccepted() {
    return this instanceof Accepted<T>;
  }

  /// The result of an input that the test knows to be right.
  default T require() {
    return switch (this) {
      case Accepted<T>(T result) -> result;
      case Refused<T>(String message) -> throw new AssertionError("the oracle refused: " + message);
    };
  }
}
