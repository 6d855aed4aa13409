package dev.remit.pdp.delegation;

import java.util.Objects;

/// What a bundle says of the agents of one type: whether they act for others, and whose authority
/// counts when they do.
public record AgentRule(ActsFor actsFor, Authority authority) {
  /// Of types that the bundle says nothing of.
  public static final AgentRule DEFAULT = new AgentRule(ActsFor.OPTIONAL, Authority.BOTH);

  public AgentRule {
    Objects.requireNonNull(actsFor, "actsFor");
    Objects.requireNonNull(authority, "authority");
  }

  /// Whether agents act for others.
  public enum ActsFor {
    /// Always: without a verified delegator they may do nothing.
    REQUIRED("required"),
    /// For others or for themselves.
    OPTIONAL("optional"),
    /// Never: with a verified delegator they may do nothing.
    NEVER("never");

    private final String text;

    ActsFor(String text) {
      this.text = text;
    }

    /// As the manifest names it.
    public String text() {
      return text;
    }
  }

  /// Whose authority counts where there is a verified delegator.
  public enum Authority {
    /// An agent may do what it and everyone whom it acts for may.
    BOTH("both"),
    /// An agent may do what it may itself.
    OWN("own");

    private final String text;

    Authority(String text) {
      this.text = text;
    }

    /// As the manifest names it.
    public String text() {
      return text;
    }
  }
}
