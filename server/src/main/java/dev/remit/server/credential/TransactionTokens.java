package dev.remit.server.credential;

import dev.remit.pdp.decision.LiveContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/// What a transaction token that comes with a request adds to what is known of it. Any thread may
/// ask; nothing blocks it.
///
/// Source: draft-ietf-oauth-transaction-tokens-10, section 5 and, for the header, section 9.
@FunctionalInterface
public interface TransactionTokens {
  /// The header that it comes in.
  String HEADER = "txn-token";

  /// Where no issuer of transaction tokens is trusted: the header says nothing.
  TransactionTokens NONE = _ -> CompletableFuture.completedFuture(UnaryOperator.identity());

  /// Of the values of the header. A token that proves nothing, and more than one, refuse the
  /// request.
  CompletionStage<UnaryOperator<LiveContext>> read(List<String> values);

  /// Those that `credentials` validates.
  static TransactionTokens by(CredentialValidator credentials) {
    return credentials.takesTransactions() ? values -> read(values, credentials) : NONE;
  }

  private static CompletionStage<UnaryOperator<LiveContext>> read(
      List<String> values, CredentialValidator credentials) {
    return switch (values.size()) {
      case 0 -> NONE.read(values);
      case 1 ->
          credentials.validateTransaction(values.getFirst()).thenApply(TransactionTokens::adding);
      default ->
          CompletableFuture.completedFuture(
              live -> live.refusing("transaction token: there is more than one; send one"));
    };
  }

  private static UnaryOperator<LiveContext> adding(Validation validation) {
    return switch (validation) {
      case Validation.Valid valid -> live -> live.and(valid.verified());
      case Validation.Refused refused ->
          live -> live.refusing("transaction token: " + refused.headline());
    };
  }
}
