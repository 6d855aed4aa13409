package dev.remit.store.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.sensitive.EncryptedFields;
import dev.remit.pdp.sensitive.SensitivePath;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.store.row.Column;
import dev.remit.store.row.RecordJson;
import dev.remit.store.row.RecordRows;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import dev.remit.store.row.UnreadableRecord;
import dev.remit.testkit.Seeds;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What of a record is encrypted, and what comes back.
final class RowEncryptionTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T10:00:00.123Z"));

  @TempDir Path folder = Path.of("");

  private final KeyFolder keys = new KeyFolder(SimulatedDisk.of(1));
  private final RowEncryption encryption = new RowEncryption(keys);
  private final RowDecryption decryption = new RowDecryption(keys);
  private Shop shop;

  @BeforeEach
  void open() {
    shop = Shop.in(folder);
  }

  private EncryptedFields fields() {
    return shop.bundle().manifest().encrypted();
  }

  private static EncryptedFields fields(String... paths) {
    return new EncryptedFields(Stream.of(paths).map(SensitivePath::parse).toList());
  }

  private Row row(RawRequest request) {
    return shop.rows(List.of(request), CLOCK).getFirst();
  }

  private Row encrypted(Row row) throws Exception {
    return encryption.encrypt(row, fields());
  }

  private Row decrypted(Row row) throws Exception {
    return ((Decrypted.Whole) decryption.decrypt(row)).row();
  }

  private String missing(Row row) throws Exception {
    return ((Decrypted.Missing) decryption.decrypt(row)).text();
  }

  /// What a row says of its encryption.
  private static String encryptedMember(Row row) throws Exception {
    Json member = EncryptedColumns.object(row, Column.RAW).find(RecordJson.ENCRYPTED);
    return JsonWriter.compact(Objects.requireNonNull(member));
  }

  @Test
  void anEncryptedRowComesBackToTheByte() throws Exception {
    for (Row row : shop.rows(Shop.REQUESTS, CLOCK)) {
      assertThat(decrypted(encrypted(row))).isEqualTo(row);
    }
  }

  @Test
  void noValueOfAnEncryptedFieldIsAnywhereInTheRow() throws Exception {
    for (Row row : shop.rows(Shop.REQUESTS, CLOCK)) {
      String kept = encrypted(row).toString();
      assertThat(kept).doesNotContain("SECRET").doesNotContain(Shop.NUMBERS);
      assertThat(kept.contains("PLAIN")).isEqualTo(row.toString().contains("PLAIN"));
    }
    // The texts of refusals and errors quote values, or there would be no need to encrypt them.
    assertThat(shop.rows(Shop.REQUESTS, CLOCK))
        .anyMatch(row ->
            row.has(Column.REFUSED_TEXT) && row.text(Column.REFUSED_TEXT).contains("7654321"))
        .anyMatch(row -> row.has(Column.ERRORS) && row.text(Column.ERRORS).contains("SECRET-9"));
  }

  @Test
  void whatComesBackIsDecidedTheSameOnTheValuesInClear() throws Exception {
    List<String> reasons = new ArrayList<>();
    for (DecisionRecord record : shop.records(Shop.REQUESTS, CLOCK)) {
      DecisionRecord read = RowRecords.of(decrypted(encrypted(RecordRows.of(record))));
      assertThat(read.inputs().mapped()).isEqualTo(record.inputs().mapped());
      assertThat(read.inputs().raw()).isEqualTo(record.inputs().raw());
      assertThat(Pdp.decide(read.inputs(), shop.bundle(), Snapshot.of(shop.bundle())))
          .isEqualTo(record.decision());
      reasons.add(record.decision().canonical());
    }
    assertThat(reasons).anyMatch(reason -> reason.contains("forbidden:stolen"));
  }

  @Test
  void aRowWithoutSuchAFieldStaysAsItIs() throws Exception {
    Row row = row(Shop.call("emma", "{\"to\":\"1\",\"card\":null,\"note\":\"x\"}"));
    assertThat(encrypted(row)).isSameAs(row);
    assertThat(decrypted(row)).isSameAs(row);
    assertThat(keys.list()).isEmpty();
  }

  @Test
  void whatACallerSendsThatLooksEncryptedIsData() throws Exception {
    Row elsewhere = encrypted(row(Shop.call("emma", "{\"to\":\"1\",\"card\":\"SECRET\"}")));
    String copied = encryptedMember(elsewhere);
    for (String arguments :
        List.of(
            "{\"to\":\"1\",\"card\":\"[encrypted]\",\"note\":\"[encrypted]\"}",
            "{\"to\":\"1\",\"note\":\"[encrypted]\",\"encrypted\":" + copied + "}",
            "{\"to\":\"1\",\"card\":\"x\",\"encrypted\":" + copied + "}",
            "{\"to\":\"1\",\"card\":{\"encrypted\":" + copied + "}}")) {
      Row row = row(Shop.call("emma", arguments));
      assertThat(decrypted(row)).isEqualTo(row);
      assertThat(decrypted(encrypted(row))).isEqualTo(row);
    }
  }

  @Test
  void movedCiphertextIsRefused() throws Exception {
    Row one = row(Shop.call("emma", "{\"to\":\"1\",\"card\":\"SECRET-1\"}"));
    Row encrypted = encrypted(one);
    Row other = encrypted.with(Column.ID, new UUID(5, 6));
    assertThat(missing(other))
        .isEqualTo(
            "`arguments.card`: what is there was not encrypted for this record; verify the log, and"
                + " restore it");
    String raw = encrypted.text(Column.RAW);
    Row otherPath =
        encrypted.with(Column.RAW, raw.replace("\"arguments.card\"", "\"arguments.note\""));
    assertThat(missing(otherPath)).startsWith("`arguments.note`: what is there was not encrypted");
    keys.require(KeyScope.of(one.with(Column.USER, "finn")));
    Row otherKey =
        encrypted.with(
            Column.RAW,
            raw.replace(
                KeyId.of(KeyScope.of(one), 1).value(),
                KeyId.of(KeyScope.of(one.with(Column.USER, "finn")), 1).value()));
    assertThat(missing(otherKey)).startsWith("`arguments.card`: what is there was not encrypted");
    Row fewer = encrypted.with(Column.CONTEXT, "{\"arguments\":{}}");
    assertThatThrownBy(() -> decryption.decrypt(fewer))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessage("it has 1 encrypted values, and 2 were encrypted");
  }

  @Test
  void aRowThatNobodyDecryptedIsNoRecord() throws Exception {
    Row encrypted = encrypted(row(Shop.call("emma", "{\"to\":\"1\",\"card\":\"SECRET-1\"}")));
    assertThatThrownBy(() -> RowRecords.of(encrypted))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessage("fields of it are encrypted");
  }

  @Test
  void ofAKeyThatIsNotThereItSaysWhichFieldsAndWhy() throws Exception {
    Row emma = encrypted(row(Shop.call("emma", "{\"to\":\"1\",\"card\":1,\"amount\":2}")));
    Row finn = encrypted(row(Shop.call("finn", "{\"to\":\"1\",\"card\":1}")));
    KeyId id = KeyId.of(KeyScope.of(emma), 1);
    keys.destroy(List.of(id), Instant.parse("2026-12-24T10:00:00Z"), "admin");
    assertThat(missing(emma))
        .isEqualTo(
            "`arguments.amount`, `arguments.card`: its key was destroyed on 2026-12-24T10:00:00Z by"
                + " `admin`");
    assertThat(decrypted(finn).text(Column.RAW)).contains("\"card\":1");
    RowDecryption nowhere = new RowDecryption(new KeyFolder(SimulatedDisk.of(2)));
    assertThat(nowhere.decrypt(finn))
        .isEqualTo(
            new Decrypted.Missing(
                "`arguments.card`: its key "
                    + KeyId.of(KeyScope.of(finn), 1)
                    + " is not in `keys/`; bring that folder back from where it is kept"));
  }

  @Test
  void ofManyFieldsFiveAreNamed() throws Exception {
    EncryptedFields many =
        fields(
            "arguments.a",
            "arguments.b",
            "arguments.c",
            "arguments.d",
            "arguments.e",
            "arguments.f",
            "arguments.g");
    Row row =
        row(
            Shop.call(
                "emma", "{\"to\":1,\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1}"));
    Row encrypted = encryption.encrypt(row, many);
    keys.destroy(List.of(KeyId.of(KeyScope.of(row), 1)), Instant.EPOCH, "x");
    assertThat(missing(encrypted)).contains("`arguments.e` and 2 more: its key was destroyed");
  }

  @Test
  void anyRequestComesBackAndKeepsNoSecret() throws Exception {
    RandomGenerator random = Seeds.random(Seeds.seed(20261122));
    int found = 0;
    for (int i = 0; i < 2_000; i++) {
      List<String> paths = new ArrayList<>();
      for (int p = 0; p <= random.nextInt(3); p++) {
        String path = "arguments";
        for (int step = 0; step <= random.nextInt(3); step++) {
          path += "." + List.of("a", "b", "c", "*").get(random.nextInt(4));
        }
        paths.add(path);
      }
      EncryptedFields some = fields(paths.toArray(String[]::new));
      Json.JsonObject arguments = (Json.JsonObject) drawn(random, some, "arguments", false, 4);
      List<Member> members = new ArrayList<>(arguments.members());
      members.add(Member.of("to", Json.string("1")));
      Row row = row(Shop.call("emma", JsonWriter.compact(Json.object(members))));
      Row encrypted = encryption.encrypt(row, some);
      assertThat(encrypted.toString()).as("paths %s", paths).doesNotContain("SECRET");
      assertThat(decrypted(encrypted)).isEqualTo(row);
      found += encrypted.equals(row) ? 0 : 1;
    }
    assertThat(found).isGreaterThan(500);
  }

  /// JSON in which the text `SECRET` is exactly where `fields` lead. `at` is where it is, without
  /// arrays; `secret` says that something above it is a field.
  private static Json drawn(
      RandomGenerator random, EncryptedFields fields, String at, boolean secret, int levels) {
    boolean here = secret || fields.paths().stream().anyMatch(path -> leads(path, at));
    int kind = at.equals("arguments") ? 0 : random.nextInt(levels > 0 ? 4 : 1, 5);
    if (kind == 0 || (kind == 1 && levels > 0)) {
      List<Member> members = new ArrayList<>();
      for (String name : List.of("a", "b", "c")) {
        if (random.nextBoolean()) {
          members.add(Member.of(name, drawn(random, fields, at + "." + name, here, levels - 1)));
        }
      }
      return Json.object(members);
    }
    if (kind == 2 && levels > 0) {
      List<Json> elements = new ArrayList<>();
      for (int i = 0; i < random.nextInt(3); i++) {
        elements.add(drawn(random, fields, at, here, levels - 1));
      }
      return Json.array(elements);
    }
    return here ? Json.string("SECRET" + random.nextInt(3)) : Json.integer(random.nextInt(3));
  }

  private static boolean leads(SensitivePath path, String at) {
    String[] steps = at.split("\\.", -1);
    if (steps.length != path.names().size() + 1) {
      return false;
    }
    for (int i = 1; i < steps.length; i++) {
      String name = path.names().get(i - 1);
      if (!name.equals("*") && !name.equals(steps[i])) {
        return false;
      }
    }
    return true;
  }
}
