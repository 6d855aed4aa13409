package dev.remit.pdp.delegation;

import dev.remit.cedar.value.EntityUid;
import java.util.List;
import java.util.Objects;

/// Whose authority a request needs, or why it can have none.
public sealed interface Standing {
  /// The principal's, and that of everyone in `delegators`: distinct, none of them the principal,
  /// the nearest to it first; empty where it acts for itself or on its own authority.
  record Asked(List<EntityUid> delegators) implements Standing {
    static final Asked ALONE = new Asked(List.of());

    public Asked {
      delegators = List.copyOf(delegators);
    }
  }

  /// The principal acts for somebody, and nothing verified says for whom.
  record NoDelegator() implements Standing {}

  /// There are `found` delegators, more than the bundle allows.
  record TooDeep(int found, int max) implements Standing {}

  /// A verified chain says of `agent`, the principal or one before it, that it acts for somebody,
  /// and agents of its type act for nobody.
  record ForNobody(EntityUid agent) implements Standing {
    public ForNobody {
      Objects.requireNonNull(agent, "agent");
    }
  }
}
