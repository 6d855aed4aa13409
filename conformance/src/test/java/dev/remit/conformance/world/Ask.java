package dev.remit.conformance.world;

import dev.remit.conformance.oracle.OracleRequest;

/// A request; the context is a JSON text.
public record Ask(Uid principal, Uid action, Uid resource, String context) {
  public OracleRequest forOracle() {
    return new OracleRequest(
        principal.json().toString(), action.json().toString(), resource.json().toString(), context);
  }
}
