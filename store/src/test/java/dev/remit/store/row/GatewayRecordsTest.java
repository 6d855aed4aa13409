package dev.remit.store.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.record.DecisionPath;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.request.ClientToken;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.store.MemoryLog;
import dev.remit.store.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records of what gateways and API servers ask.
final class GatewayRecordsTest {
  private static final List<RawRequest> REQUESTS =
      List.of(
          http("/look/bank%20%C3%A4", "web"),
          http("/look/bank", ""),
          http("/look/../bank", "web"),
          http("/nowhere", "web"),
          review(
              "system:serviceaccount:shop:web",
              new RawRequest.ResourceAccess(
                  "look", "apps", "v1", "deployments", "", "shop", "web")),
          review("emma", new RawRequest.PathAccess("get", "/healthz")),
          review("", new RawRequest.PathAccess("get", "/healthz")),
          mine(ClientToken.absent()),
          mine(new ClientToken.Valid(EntityUid.of("User", "emma"))),
          mine(new ClientToken.Valid(EntityUid.of("Admin", "emma"))),
          mine(new ClientToken.Refused("credential.expired", "credential.expired: get a new one")));

  @TempDir private Path folder;

  private static RawRequest mine(ClientToken token) {
    return http("/mine", "").with(token);
  }

  private static RawRequest.HttpCall http(String path, String client) {
    return new RawRequest.HttpCall(
        "r1",
        new RawRequest.Target(
            "GET",
            "https",
            "shop.example:8443",
            path,
            new TreeMap<>(Map.of("page", List.of("1", "\u00e4\n")))),
        new TreeMap<>(
            Map.of(
                "x-client", List.of(client),
                "authorization", List.of("Bearer t"),
                "accept", List.of("a", "b"))),
        new RawRequest.Presented("emma", "spiffe://a/b"),
        Provenance.ABSENT);
  }

  private static RawRequest review(String user, RawRequest.Access access) {
    return new RawRequest.AccessReview(
        "r2",
        new RawRequest.Reviewed(
            user, "u1", List.of("b", "a"), new TreeMap<>(Map.of("scopes", List.of("x", "y")))),
        access,
        Provenance.ABSENT);
  }

  private Bundle bundle() throws IOException, SyntaxException {
    Path bundle = folder.resolve("bundle");
    Files.createDirectories(bundle.resolve("policies"));
    Files.writeString(
        bundle.resolve("remit.yaml"),
        """
        name: gateway
        owner: team@x.example
        mapping:
          http:
            principal: {type: Service, from: header x-client}
            headers: [accept]
            query: [page]
            routes:
              - {method: GET, path: "/look/{id}", action: look, resource: {type: Thing, id: "{id}"}}
              - {method: GET, path: /mine, principal: {type: User, from: token}, action: look, resource: {type: Thing, id: "1"}}
          kubernetes: {}
        """);
    Files.writeString(
        bundle.resolve("schema.cedarschema"),
        """
        entity Service, Thing;
        action look appliesTo { principal: Service, resource: Thing };
        """);
    Files.writeString(
        bundle.resolve("policies/all.cedar"),
        """
        @id("look") permit(principal, action == Action::"look", resource)
          when { context.request has method && context.request.method == "GET" };
        @id("shop") permit(principal is ServiceAccount, action, resource)
          when { context.request.namespace == "shop" };
        """);
    return BundleReader.read(bundle);
  }

  private static List<DecisionRecord> records(Bundle bundle) {
    MemoryLog log = new MemoryLog();
    DecisionPath path = Records.path(bundle, log);
    REQUESTS.forEach(path::answer);
    return log.records();
  }

  @Test
  void aRowGivesItsRecordBack() throws Exception {
    List<DecisionRecord> records = records(bundle());
    assertThat(records)
        .extracting(record -> record.decision().canonical())
        .containsExactly(
            "permit | permitted:look |  | ",
            "deny | no-principal |  | ",
            "deny | refused |  | ",
            "deny | unmapped |  | ",
            "permit | permitted:shop |  | ",
            "deny | no-permit |  | ",
            "deny | no-principal |  | ",
            "deny | no-principal |  | ",
            "permit | permitted:look |  | ",
            "deny | refused |  | ",
            "deny | credential-refused |  | ");
    for (DecisionRecord record : records) {
      assertThat(RowRecords.of(RecordRows.of(record))).isEqualTo(record);
    }
  }

  /// What was recorded is decided again the same, and mapped again the same.
  @Test
  void aReplayIsEqual() throws Exception {
    Bundle bundle = bundle();
    Snapshot snapshot = Snapshot.of(bundle);
    for (DecisionRecord record : records(bundle)) {
      DecisionInputs read = RowRecords.of(RecordRows.of(record)).inputs();
      assertThat(Pdp.decide(read, bundle, snapshot)).isEqualTo(record.decision());
      assertThat(DecisionInputs.of(read.raw(), read.now(), bundle, snapshot))
          .isEqualTo(record.inputs());
    }
  }

  @Test
  void aRawRequestIsReadBackFromItsText() throws Exception {
    for (RawRequest request : REQUESTS) {
      String text = JsonWriter.compact(RecordJson.raw(request));
      Fields fields = new Fields(JsonReader.read(new Source("raw", text)), "raw.");
      assertThat(RecordJson.raw(fields, request.origin(), request.provenance())).isEqualTo(request);
    }
  }

  @Test
  void noCredentialIsRecorded() throws Exception {
    for (DecisionRecord record : records(bundle())) {
      assertThat(RecordRows.of(record).text(Column.RAW)).doesNotContain("Bearer t");
    }
  }
}
