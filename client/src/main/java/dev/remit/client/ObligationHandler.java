package dev.remit.client;

/// Does what obligations of one type demand, before the question that has them is answered. Called
/// from many threads.
@FunctionalInterface
public interface ObligationHandler {
  /// Throws whatever it likes if it cannot be done; the answer is a denial then.
  void fulfil(Question question, Obligation obligation) throws Exception;
}
