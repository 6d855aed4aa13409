package dev.remit.cedar.policy;

import java.util.Objects;

/// The name of a policy within its set: of a static policy, a template or a link.
public record PolicyId(String value) implements Comparable<PolicyId> {
  public PolicyId {
    Objects.requireNonNull(value, "value");
  }

  /// The name of the policy at `index`, from 0, of a file: `policy0`, `policy1`, ….
  public static PolicyId ofPosition(int index) {
    return new PolicyId("policy" + index);
  }

  @Override
  public int compareTo(PolicyId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
