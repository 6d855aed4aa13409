package dev.remit.cedar.engine;

import java.util.Objects;

/// Why an operation has no value: a code for programs, one line for people.
record Failure(ErrorCode code, String message) {
  Failure {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }

  /// The operand of `operation` is of the wrong kind.
  static Failure type(String operation, String expected, String found) {
    return new Failure(
        ErrorCode.TYPE, "`" + operation + "` needs " + expected + "; found " + found);
  }
}
