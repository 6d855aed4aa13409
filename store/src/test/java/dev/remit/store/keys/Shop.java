package dev.remit.store.keys;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.DecisionLog;
import dev.remit.pdp.record.DecisionPath;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.store.MemoryLog;
import dev.remit.store.row.RecordRows;
import dev.remit.store.row.Row;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A bundle whose policies see fields that nobody may keep in clear, and requests with secrets in
/// every field that the bundle names. What is secret has `SECRET` in it, and what is not `PLAIN`.
final class Shop {
  /// Of amounts, which are numbers.
  static final List<String> NUMBERS = List.of("7654321", "76543.21");

  private static final String MANIFEST =
      """
      name: shop
      owner: team@shop.example
      mapping:
        tools:
          pay:
            resource: {type: Account, arguments: to}
            arguments: {amount: {as: minor-units, digits: 2}, cards: {as: set}}
        http:
          principal: {type: User, from: header x-user}
          headers: [x-card, accept]
          query: [card]
          routes:
            - {method: GET, path: "/files/{id}", action: look, resource: {type: File, id: "{id}"}}
        kubernetes: {resource: File}
      sensitive:
        mask: [arguments.password, subject.pin]
        encrypt:
          - arguments.card
          - arguments.cards.number
          - arguments.*.iban
          - arguments.amount
          - arguments.rate
          - subject.ssn
          - resource.iban
          - context.token
          - context.request.headers.x-card
          - context.request.query.card
          - context.request.user.extra.token
      """;

  private static final String POLICIES =
      """
      @id("all") permit(principal, action, resource);
      @id("stolen") @reason("the card is stolen")
      forbid(principal, action == Action::"pay", resource)
        when { context.arguments has card && context.arguments.card == "SECRET-stolen" };
      @id("rate") forbid(principal, action == Action::"pay", resource)
        when { context.arguments has rate && decimal(context.arguments.rate).lessThan(decimal("1.0")) };
      @id("nobody") forbid(principal, action == Action::"look", resource)
        unless { principal has ssn && principal.ssn == "SECRET-ssn" };
      """;

  static final List<RawRequest> REQUESTS =
      List.of(
          call("emma", "{\"to\":\"1\",\"card\":\"SECRET-1\",\"note\":\"PLAIN-1\"}"),
          call("emma", "{\"to\":\"1\",\"card\":\"SECRET-stolen\",\"password\":\"SECRET-2\"}"),
          call(
              "finn",
              "{\"to\":\"1\",\"card\":{\"a\":[\"SECRET-3\",{\"b\":2.5}]},\"amount\":76543.21}"),
          call(
              "finn",
              "{\"to\":[\"1\",\"2\"],\"cards\":[{\"number\":\"SECRET-4\",\"x\":1},{\"number\":\"SECRET-5\"}]}"),
          call(
              "finn",
              "{\"to\":\"1\",\"cards\":{\"number\":\"SECRET-6\"},\"by\":{\"iban\":\"SECRET-7\"}}"),
          call("finn", "{\"to\":\"1\",\"card\":null,\"headers\":{\"Authorization\":\"SECRET-8\"}}"),
          call("gina", "{\"to\":\"1\",\"amount\":7654321.987}"),
          call("gina", "{\"to\":\"1\",\"rate\":\"SECRET-9\"}"),
          call("gina", "{\"to\":\"1\",\"rate\":\"0.5\",\"note\":\"PLAIN-2\"}"),
          call("gina", "{\"to\":\"1\",\"card\":{\"cookie\":\"SECRET-10\",\"n\":\"SECRET-11\"}}"),
          new RawRequest.ToolCall(
              "f:2", "gpt", "unmapped", json("{\"card\":\"SECRET-12\"}"), Provenance.ABSENT),
          evaluation("File", "f", "{\"iban\":\"SECRET-13\",\"size\":3}"),
          evaluation("User", "emma", "{\"ssn\":\"SECRET-ssn\",\"level\":3,\"pin\":1}"),
          http("/files/PLAIN-4"),
          http("/nowhere"),
          new RawRequest.AccessReview(
              "r2",
              new RawRequest.Reviewed(
                  "emma",
                  "u1",
                  List.of("PLAIN-6"),
                  new TreeMap<>(
                      Map.of(
                          "token", List.of("SECRET-18"), "authorization", List.of("SECRET-19")))),
              new RawRequest.ResourceAccess("look", "", "v1", "pods", "", "shop", ""),
              Provenance.ABSENT));

  private final BundleFiles files;
  private final Bundle bundle;

  private Shop(BundleFiles files, Bundle bundle) {
    this.files = files;
    this.bundle = bundle;
  }

  static Shop in(Path folder) {
    try {
      Files.createDirectories(folder.resolve("policies"));
      Files.writeString(folder.resolve("remit.yaml"), MANIFEST);
      Files.writeString(folder.resolve("policies/all.cedar"), POLICIES);
      Files.writeString(
          folder.resolve("schema.cedarschema"),
          """
          entity Agent, User, Account, File;
          action pay, look, unmapped appliesTo { principal: [Agent, User], resource: [Account, File] };
          """);
      return new Shop(BundleReader.readFiles(folder), BundleReader.read(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
  }

  BundleFiles files() {
    return files;
  }

  Bundle bundle() {
    return bundle;
  }

  DecisionPath path(DecisionLog log, InstantSource clock, long seed) {
    return new DecisionPath(
        new Decider(
            bundle,
            Snapshot.of(bundle),
            new Decider.Origin("t1", RecordKind.DECISION, "test"),
            new Decider.Sources(clock, () -> 0, Seeds.random(seed))),
        log);
  }

  /// Records of requests, in clear.
  List<DecisionRecord> records(List<RawRequest> requests, InstantSource clock) {
    MemoryLog log = new MemoryLog();
    requests.forEach(path(log, clock, 7)::answer);
    return log.records();
  }

  /// As rows, in clear.
  List<Row> rows(List<RawRequest> requests, InstantSource clock) {
    return records(requests, clock).stream().map(RecordRows::of).toList();
  }

  static RawRequest call(String user, String arguments) {
    Provenance provenance =
        new Provenance(
            Claim.verified(user), Claim.absent(), Claim.absent(), Claim.absent(), Claim.absent());
    return new RawRequest.ToolCall("f:1", "gpt", "pay", json(arguments), provenance);
  }

  private static RawRequest evaluation(String type, String id, String properties) {
    return new RawRequest.Evaluation(
        "f:3",
        new RawRequest.Named(
            "User", "emma", json("{\"ssn\":\"SECRET-ssn\",\"level\":3,\"pin\":1}")),
        new RawRequest.Named("Action", "look", json("{}")),
        new RawRequest.Named(type, id, json(properties)),
        json("{\"token\":[\"SECRET-14\"],\"ip\":\"PLAIN-3\"}"),
        Provenance.ABSENT);
  }

  private static RawRequest http(String path) {
    return new RawRequest.HttpCall(
        "r1",
        new RawRequest.Target(
            "GET", "https", "h", path, new TreeMap<>(Map.of("card", List.of("SECRET-15")))),
        new TreeMap<>(
            Map.of(
                "x-user", List.of("emma"),
                "x-card", List.of("SECRET-16"),
                "cookie", List.of("SECRET-17"),
                "accept", List.of("PLAIN-5"))),
        RawRequest.Presented.NOTHING,
        Provenance.ABSENT);
  }

  static Json.JsonObject json(String text) {
    try {
      return (Json.JsonObject) JsonReader.read(new Source("test", text));
    } catch (SyntaxException e) {
      throw new AssertionError(text, e);
    }
  }
}
