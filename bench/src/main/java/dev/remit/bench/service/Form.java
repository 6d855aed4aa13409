package dev.remit.bench.service;

import java.io.IOException;

/// Where decisions are in an answer.
@FunctionalInterface
interface Form {
  Form AUTHZEN = new MarkedForm("\"decision\":", 't');
  Form CERBOS = new MarkedForm("\"EFFECT_", 'A');

  /// Says the same to everybody.
  Form CONSTANT = (answer, length, expected) -> length > 0;

  /// Whether the answer, which are the first `length` bytes, has exactly these decisions, in order.
  boolean isRight(byte[] answer, int length, boolean[] expected) throws IOException;
}
