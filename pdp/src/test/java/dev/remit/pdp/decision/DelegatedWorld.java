package dev.remit.pdp.decision;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFixture;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Requests of agents that act for others, decided by a bundle.
record DelegatedWorld(Bundle bundle) {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  static DelegatedWorld of(
      Path folder, String delegation, String schema, String entities, String... policies) {
    return new DelegatedWorld(
        new BundleFixture(folder)
            .write("remit.yaml", "name: test\nowner: team@x.example\n" + delegation)
            .write("schema.cedarschema", schema)
            .write("entities/all.json", entities)
            .policies(policies)
            .read());
  }

  /// What a validated token says: for whom, and through whom, nearest to the principal first.
  static Provenance verified(String user, String... chain) {
    return Provenance.ABSENT.withDelegators(Claim.verified(user), Claim.verified(List.of(chain)));
  }

  static Provenance asserted(String user, String... chain) {
    return Provenance.ABSENT.withDelegators(Claim.asserted(user), Claim.asserted(List.of(chain)));
  }

  /// `uid` is written `Type:id`.
  static RawRequest request(String principal, String action, String resource, Provenance said) {
    return new RawRequest.Evaluation(
        "f:1",
        named(principal),
        new RawRequest.Named("Action", action, json("{}")),
        named(resource),
        json("{}"),
        said);
  }

  private static RawRequest.Named named(String uid) {
    String[] parts = uid.split(":", 2);
    return new RawRequest.Named(parts[0], parts[1], json("{}"));
  }

  static Json.JsonObject json(String text) {
    try {
      return (Json.JsonObject) JsonReader.read(new Source("test", text));
    } catch (SyntaxException e) {
      throw new AssertionError(text, e);
    }
  }

  DecisionInputs inputs(RawRequest raw, Provenance verified) {
    return DecisionInputs.of(
        raw, LiveContext.of(Credential.absent(), verified), NOW, bundle, Snapshot.of(bundle));
  }

  Decision decide(RawRequest raw, Provenance verified) {
    Snapshot snapshot = Snapshot.of(bundle);
    return Pdp.decide(inputs(raw, verified), bundle, snapshot);
  }

  /// With nothing that is asserted.
  String decide(String principal, String action, String resource, Provenance verified) {
    return decide(request(principal, action, resource, Provenance.ABSENT), verified).canonical();
  }
}
