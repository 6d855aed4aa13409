package dev.remit.store;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionLog;
import dev.remit.pdp.record.DecisionPath;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// A bundle and requests of every outcome, for tests of the log.
public final class Records {
  public static final List<RawRequest> REQUESTS =
      List.of(
          call(
              "pay",
              "{\"to\":\"1\",\"amount\":452.5,\"note\":null,\"x\":{\"y\":[1,\"ä\\n\",2.5]}}"),
          call("pay", "{\"to\":[\"1\",\"2\"],\"amount\":99999999}"),
          call("look", "{}"),
          call("break", "{}"),
          call("unknown", "{\"a\":1e400}"),
          call("pay", "{\"to\":\"1\",\"amount\":0.001}"),
          new RawRequest.Evaluation(
              "f:9",
              new RawRequest.Named("User", "emma \"q\"", json("{\"level\":3}")),
              new RawRequest.Named("Action", "look", json("{}")),
              new RawRequest.Named("Service", "bank", json("{\"open\":true}")),
              json("{\"ip\":\"10.0.0.1\"}"),
              Provenance.ABSENT));

  private Records() {}

  public static Bundle bundle(Path folder) {
    try {
      Files.createDirectories(folder.resolve("policies"));
      Files.writeString(
          folder.resolve("remit.yaml"),
          """
          name: test
          owner: team@x.example
          mapping:
            tools:
              pay:
                resource: {type: Account, arguments: to}
                arguments: {amount: {as: minor-units, digits: 2}}
              look: {resource: {type: Service, id: bank}}
              break: {resource: {type: Service, id: bank}}
          """);
      Files.writeString(
          folder.resolve("schema.cedarschema"),
          """
          entity Agent, User, Account, Service;
          action pay, look, break appliesTo { principal: [Agent, User], resource: [Account, Service] };
          """);
      Files.writeString(
          folder.resolve("policies/all.cedar"),
          """
          @id("all") @obligation("log") permit(principal, action, resource);
          @id("limit") @reason("too much") forbid(principal, action == Action::"pay", resource)
            when { context.arguments.amount > 100000 };
          @id("broken") forbid(principal, action == Action::"break", resource)
            when { context.arguments.missing };
          """);
      return BundleReader.read(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
  }

  public static DecisionPath path(Bundle bundle, DecisionLog log) {
    return path(bundle, log, new UnrecordedAnswers(UnrecordedAnswers.Choice.DENY));
  }

  public static DecisionPath path(Bundle bundle, DecisionLog log, UnrecordedAnswers unrecorded) {
    return new DecisionPath(
        new Decider(
            bundle,
            Snapshot.of(bundle),
            new Decider.Origin("t1", RecordKind.RUN, "test"),
            new Decider.Sources(
                InstantSource.fixed(Instant.parse("2026-11-22T10:00:00.123Z")),
                () -> 0,
                Seeds.random(7))),
        log,
        unrecorded);
  }

  /// The same record with other inputs.
  public static DecisionRecord with(DecisionRecord record, DecisionInputs inputs) {
    return new DecisionRecord(
        record.id(),
        record.tenant(),
        record.time(),
        record.kind(),
        record.point(),
        inputs,
        record.decision(),
        record.latencyNanos(),
        record.task(),
        record.resource());
  }

  /// A record of the second page of a search.
  public static DecisionRecord search(Bundle bundle) {
    RawRequest.Evaluation template =
        new RawRequest.Evaluation(
            "f:10",
            new RawRequest.Named("User", "", json("{\"level\":3}")),
            new RawRequest.Named("Action", "look", json("{}")),
            new RawRequest.Named("Service", "bank", json("{}")),
            json("{\"ip\":\"10.0.0.1\"}"),
            Provenance.ABSENT);
    Instant now = Instant.parse("2026-11-22T10:00:00.123Z");
    Snapshot snapshot = Snapshot.of(bundle);
    RawRequest raw = new RawRequest.Search(RawRequest.Sought.SUBJECT, template, 20, 10);
    DecisionInputs inputs = DecisionInputs.of(raw, now, bundle, snapshot);
    return new DecisionRecord(
        new UUID(1, 2),
        "t1",
        now,
        RecordKind.SEARCH,
        "test",
        inputs,
        Pdp.decide(inputs, bundle, snapshot),
        7);
  }

  private static RawRequest call(String tool, String arguments) {
    Provenance provenance =
        new Provenance(
            Claim.verified("emma"),
            Claim.asserted("gpt"),
            Claim.absent(),
            Claim.asserted(List.of("look", "pay")),
            Claim.asserted(3L));
    return new RawRequest.ToolCall("f:1", "gpt", tool, json(arguments), provenance);
  }

  static Json.JsonObject json(String text) {
    try {
      return (Json.JsonObject) JsonReader.read(new Source("test", text));
    } catch (SyntaxException e) {
      throw new AssertionError(text, e);
    }
  }
}
