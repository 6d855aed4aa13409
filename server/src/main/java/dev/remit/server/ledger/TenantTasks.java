package dev.remit.server.ledger;

import java.security.SecureRandom;
import java.util.Objects;

/// The tasks of one tenant, and the tokens that name them.
public record TenantTasks(TaskLedger ledger, TaskTokens tokens) {
  public TenantTasks {
    Objects.requireNonNull(ledger, "ledger");
    Objects.requireNonNull(tokens, "tokens");
  }

  /// Of a tenant that has no task yet, whose tokens end with the process.
  public static TenantTasks none(String tenant) {
    byte[] key = new byte[TaskTokens.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new TenantTasks(new TaskLedger(), new TaskTokens(key, tenant));
  }
}
