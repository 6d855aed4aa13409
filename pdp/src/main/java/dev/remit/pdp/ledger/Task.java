package dev.remit.pdp.ledger;

import dev.remit.cedar.value.EntityUid;
import java.time.Instant;
import java.util.Objects;

/// What is settled about a task when it is opened.
///
/// `root` is the task that nobody opened below another, whose labels and meters all below it share;
/// `parent` is the task that it was opened in, itself for a root. `holder` is who works in it, and
/// nobody else; `opener` is who opened it; `owner` answers for it, empty where nobody was named.
/// From `expires` on it is over.
public record Task(
    TaskId id,
    TaskId root,
    TaskId parent,
    String purpose,
    EntityUid holder,
    EntityUid opener,
    String owner,
    Instant opened,
    Instant expires) {
  public Task {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(parent, "parent");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(holder, "holder");
    Objects.requireNonNull(opener, "opener");
    Objects.requireNonNull(owner, "owner");
    opened = Instant.ofEpochMilli(opened.toEpochMilli());
    expires = Instant.ofEpochMilli(expires.toEpochMilli());
    if (id.equals(root) != parent.equals(id) || purpose.isEmpty()) {
      throw new IllegalArgumentException("task " + id + " of " + root + " below " + parent);
    }
  }

  public boolean isRoot() {
    return id.equals(root);
  }

  public boolean isOver(Instant now) {
    return !now.isBefore(expires);
  }
}
