package dev.remit.bench.service;

import java.io.IOException;
import java.nio.ByteBuffer;

/// How questions and answers look on one connection, which has one question in flight. For one
/// thread.
interface Wire {
  /// Adds the bytes of a question, and of whatever else is due before it.
  void write(Question question, ByteBuffer out);

  /// Takes what is whole of what came, and says whether the answer is. Throws for one that says the
  /// question failed.
  boolean take(ByteBuffer in) throws IOException;

  /// The body of the last answer that was whole, in the first [#length] bytes.
  byte[] body();

  int length();
}
