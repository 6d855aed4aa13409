package dev.remit.server.ledger;

import dev.remit.pdp.ledger.TaskBook;
import java.security.SecureRandom;
import java.util.Objects;

/// The tasks of one tenant, and the tokens that name them.
public record TenantTasks(TaskLedger ledger, TaskTokens tokens) {
  /// Bytes of what passes through tasks, where nothing is set.
  private static final long FLOW_BYTES = 64L << 20;

  public TenantTasks {
    Objects.requireNonNull(ledger, "ledger");
    Objects.requireNonNull(tokens, "tokens");
  }

  /// Of a tenant that has no task yet, whose tokens end with the process.
  public static TenantTasks none(String tenant) {
    byte[] key = new byte[TaskTokens.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new TenantTasks(
        new TaskLedger(new TaskBook(), new FlowMemory(FLOW_BYTES)), new TaskTokens(key, tenant));
  }
}
