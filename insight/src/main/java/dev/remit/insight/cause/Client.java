package dev.remit.insight.cause;

import java.util.Objects;

/// With what program a request came, and by which way; empty texts where that is not known.
///
/// `mfa` and `endpoint` are what the record says of a second factor and of the VPC endpoint.
record Client(String agent, String address, String mfa, String endpoint) {
  Client {
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(mfa, "mfa");
    Objects.requireNonNull(endpoint, "endpoint");
  }

  /// Whether conditions on where a request comes from, and after what, would hold of both alike.
  boolean comesLike(Client other) {
    return address.equals(other.address)
        && mfa.equals(other.mfa)
        && endpoint.equals(other.endpoint);
  }
}
