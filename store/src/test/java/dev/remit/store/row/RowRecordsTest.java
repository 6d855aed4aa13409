package dev.remit.store.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.value.RecordValue;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.ResourceFacts;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.MemoryLog;
import dev.remit.store.Records;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowRecordsTest {
  @TempDir Path folder = Path.of("");

  private List<DecisionRecord> records(Bundle bundle) {
    MemoryLog log = new MemoryLog();
    Records.REQUESTS.forEach(Records.path(bundle, log)::answer);
    return log.records();
  }

  @Test
  void aRowGivesItsRecordBack() throws UnreadableRecord {
    for (DecisionRecord record : records(Records.bundle(folder))) {
      assertThat(RowRecords.of(RecordRows.of(record))).isEqualTo(record);
    }
  }

  @Test
  void whatWasKnownOfAResourceComesBack() throws UnreadableRecord {
    for (DecisionRecord record : records(Records.bundle(folder))) {
      for (ResourceFacts facts :
          List.of(new ResourceFacts("Team::\"pay\"", ""), new ResourceFacts("", "internal"))) {
        DecisionRecord known = record.with(facts);
        assertThat(RowRecords.of(RecordRows.of(known))).isEqualTo(known);
      }
    }
  }

  /// As if its principal had presented a credential.
  private static DecisionRecord withCredential(DecisionRecord record, Bundle bundle) {
    Credential credential =
        new Credential.Verified(
            Credential.Kind.JWT,
            "https://issuer.example",
            "j1",
            "deploy-bot",
            new Credential.Reach(
                new TreeSet<>(List.of("read")), new TreeSet<>(List.of("remit", "a"))),
            new Credential.Validity(Instant.EPOCH, Instant.parse("2026-01-01T00:00:00.001Z")),
            "x5t#S256:abc");
    return Records.with(
        record,
        DecisionInputs.of(
            record.inputs().raw(),
            LiveContext.of(credential),
            record.time(),
            bundle,
            Snapshot.of(bundle)));
  }

  @Test
  void aCredentialHasAColumnOfItsOwnAndTheContextIsWholeAgain() throws UnreadableRecord {
    Bundle bundle = Records.bundle(folder);
    for (DecisionRecord record : records(bundle)) {
      DecisionRecord presented = withCredential(record, bundle);
      Row row = RecordRows.of(presented);
      assertThat(RowRecords.of(row)).isEqualTo(presented);
      assertThat(row.text(Column.CREDENTIAL)).contains("\"id\":\"j1\"");
      assertThat(row.has(Column.CONTEXT) ? row.text(Column.CONTEXT) : "")
          .doesNotContain("credential");
    }
  }

  @Test
  void aRecordOfBeforeKeepsTheCredentialItsPoliciesSaw() throws UnreadableRecord {
    for (DecisionRecord record : records(Records.bundle(folder))) {
      Row row = RecordRows.of(record);
      if (row.has(Column.CONTEXT)) {
        @Nullable Object[] values = row.values();
        values[Column.CONTEXT.place()] = "{\"credential\":{\"status\":\"absent\"},\"task\":{}}";
        DecisionRecord old = RowRecords.of(Row.of(values));
        assertThat(old.inputs().mapped())
            .isInstanceOfSatisfying(
                MappedRequest.Mapped.class,
                mapped ->
                    assertThat(mapped.context().find("credential"))
                        .hasToString("{\"status\": \"absent\"}"));
        assertThat(RowRecords.of(RecordRows.of(old))).isEqualTo(old);
      }
    }
  }

  @Test
  void everyFieldOfAProvenanceComesBackWithWhoSaysIt() throws UnreadableRecord {
    Bundle bundle = Records.bundle(folder);
    Provenance provenance =
        new Provenance(
            Claim.verified("alice"),
            Claim.verified(List.of("second", "first")),
            Claim.verified("spiffe://example.org/agent"),
            Claim.asserted("t-1"),
            Claim.asserted("triage"),
            Claim.asserted(List.of("look")),
            Claim.asserted(2L),
            Claim.asserted("sha256:00"),
            Claim.verified("txn-1"));
    for (DecisionRecord record : records(bundle)) {
      DecisionRecord said =
          Records.with(
              record,
              DecisionInputs.of(
                  record.inputs().raw().with(provenance),
                  record.time(),
                  bundle,
                  Snapshot.of(bundle)));
      Row row = RecordRows.of(said);
      assertThat(RowRecords.of(row)).isEqualTo(said);
      assertThat(row.list(Column.CHAIN)).containsExactly("second", "first");
      assertThat(row.text(Column.CHAIN_STATUS)).isEqualTo("verified");
      assertThat(row.text(Column.PURPOSE_STATUS)).isEqualTo("asserted");
    }
  }

  /// The row as schema version 2 had it.
  private static Row ofSchema2(Row row) {
    @Nullable Object[] values = row.values();
    for (Column column : Column.ALL) {
      if (column.since() > 2) {
        values[column.place()] = null;
      }
    }
    return Row.of(values);
  }

  @Test
  void aRowOfSchema2IsReadAsItWasDecided() throws UnreadableRecord {
    for (DecisionRecord record : records(Records.bundle(folder))) {
      DecisionRecord old = RowRecords.of(ofSchema2(RecordRows.of(record)));
      assertThat(old.inputs().provenance().chain()).isEqualTo(Claim.absent());
      assertThat(old.inputs().provenance().user()).isEqualTo(record.inputs().provenance().user());
      if (old.inputs().mapped() instanceof MappedRequest.Mapped mapped) {
        assertThat(mapped.context().find("provenance"))
            .isInstanceOfSatisfying(
                RecordValue.class,
                seen ->
                    assertThat(seen.names())
                        .containsExactly("agent", "position", "task", "tools", "user"));
      }
      assertThat(RowRecords.of(RecordRows.of(old))).isEqualTo(old);
    }
  }

  @Test
  void aRowOfSchema2HasTheHashThatItHadThen() {
    Leaf leaf = new Leaf();
    for (DecisionRecord record : records(Records.bundle(folder))) {
      Row row = RecordRows.of(record);
      Row old = ofSchema2(row);
      assertThat(leaf.hash(old)).isNotEqualTo(leaf.hash(row));
      assertThat(leaf.hash(old)).isEqualTo(hashOfSchema2(old));
    }
  }

  /// As the version that wrote schema 2 made it.
  private static byte[] hashOfSchema2(Row row) {
    Bytes bytes = new Bytes();
    bytes.put(0);
    bytes.put(2);
    for (Column column : Column.of(2)) {
      Object value = row.find(column);
      if (!column.isGivenByLog()) {
        switch (value) {
          case null -> bytes.put(0);
          case Long number -> {
            bytes.put(1);
            bytes.putLong(number);
          }
          case Boolean flag -> {
            bytes.put(2);
            bytes.put(flag ? 1 : 0);
          }
          case UUID id -> {
            bytes.put(3);
            bytes.putUuid(id);
          }
          case String text -> {
            bytes.put(4);
            bytes.putText(text);
          }
          default -> {
            bytes.put(5);
            bytes.putInt(row.list(column).size());
            row.list(column).forEach(bytes::putText);
          }
        }
      }
    }
    return Leaf.sha256().digest(bytes.toArray());
  }

  @Test
  void aRowOfASearchGivesItBack() throws UnreadableRecord {
    DecisionRecord search = Records.search(Records.bundle(folder));
    Row row = RecordRows.of(search);
    assertThat(RowRecords.of(row)).isEqualTo(search);
    assertThat(row.text(Column.KIND)).isEqualTo("search");
    assertThat(row.text(Column.OUTCOME)).isEqualTo("deny");
    assertThat(row.text(Column.RAW))
        .startsWith("{\"search\":\"subject\",\"subject\":{\"type\":\"User\",\"id\":\"\"")
        .endsWith(",\"page\":{\"from\":20,\"limit\":10}}");
  }

  @Test
  void whatARowGivesBackIsDecidedTheSame() throws UnreadableRecord {
    Bundle bundle = Records.bundle(folder);
    for (DecisionRecord record : records(bundle)) {
      DecisionRecord read = RowRecords.of(RecordRows.of(record));
      assertThat(Pdp.decide(read.inputs(), bundle, Snapshot.of(bundle)))
          .isEqualTo(record.decision());
    }
  }

  @Test
  void equalRowsHaveEqualHashesAndOthersOtherOnes() {
    List<Row> rows = records(Records.bundle(folder)).stream().map(RecordRows::of).toList();
    Leaf leaf = new Leaf();
    for (Row row : rows) {
      byte[] hash = leaf.hash(row);
      assertThat(leaf.hash(row.placed(7, 8, hash))).isEqualTo(hash);
      for (Column column : Column.ALL) {
        if (!column.isGivenByLog()) {
          assertThat(leaf.hash(changed(row, column))).as(column.title()).isNotEqualTo(hash);
        }
      }
    }
  }

  /// A row that differs in one column.
  private static Row changed(Row row, Column column) {
    @Nullable Object[] values = new Object[Column.ALL.size()];
    for (Column each : Column.ALL) {
      values[each.place()] = row.find(each);
    }
    values[column.place()] =
        switch (column.type()) {
          case WHOLE, INSTANT -> row.has(column) ? row.whole(column) + 1 : 0L;
          case FLAG -> !row.flag(column);
          case UUID -> new UUID(1, 2);
          case SYMBOL, TEXT, JSON -> row.has(column) ? row.text(column) + "x" : "";
          case LIST -> {
            List<String> longer =
                row.has(column) ? new ArrayList<>(row.list(column)) : new ArrayList<>();
            longer.add("");
            yield List.copyOf(longer);
          }
        };
    return Row.of(values);
  }

  @Test
  void aRowWithoutWhatItNeedsIsRefused() {
    @Nullable Object[] values = new Object[Column.ALL.size()];
    assertThatThrownBy(() -> Row.of(values)).hasMessage("`sequence` is null");
  }
}
