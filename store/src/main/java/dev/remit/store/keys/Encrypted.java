package dev.remit.store.keys;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.pdp.sensitive.SensitivePath;
import dev.remit.store.row.Column;
import dev.remit.store.row.Fields;
import dev.remit.store.row.RecordJson;
import dev.remit.store.row.Row;
import dev.remit.store.row.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// What a row says of its encrypted fields, as the member `encrypted` of its raw request, where
/// nothing that a caller sends can be: the paths, the key, and nonce and ciphertext of the values,
/// in base 64.
record Encrypted(KeyId key, List<SensitivePath> paths, String content) {
  private static final long VERSION = 1;

  Encrypted {
    Objects.requireNonNull(key, "key");
    paths = List.copyOf(paths);
    Objects.requireNonNull(content, "content");
  }

  /// What the values are encrypted with beside the key: of another record, under another key or for
  /// other paths they do not decrypt.
  static byte[] associated(UUID record, KeyId key, List<SensitivePath> paths) {
    Json json =
        Json.object(
            Member.of("purpose", Json.string("remit encrypted fields")),
            Member.of("v", Json.integer(VERSION)),
            Member.of("record", Json.string(record.toString())),
            Member.of("key", Json.string(key.value())),
            Member.of("paths", texts(paths)));
    return JsonWriter.compact(json).getBytes(StandardCharsets.UTF_8);
  }

  static Encrypted of(KeyId key, List<SensitivePath> paths, byte[] content) {
    return new Encrypted(key, paths, Base64.getEncoder().encodeToString(content));
  }

  /// Nonce and ciphertext.
  byte[] bytes() throws UnreadableRecord {
    try {
      return Base64.getDecoder().decode(content);
    } catch (IllegalArgumentException _) {
      throw new UnreadableRecord("what it encrypts is no base 64");
    }
  }

  /// The row that says so.
  Row addedTo(Row row) throws UnreadableRecord {
    List<Member> members = new ArrayList<>(EncryptedColumns.object(row, Column.RAW).members());
    members.add(
        Member.of(
            RecordJson.ENCRYPTED,
            Json.object(
                Member.of("v", Json.integer(VERSION)),
                Member.of("key", Json.string(key.value())),
                Member.of("paths", texts(paths)),
                Member.of("content", Json.string(content)))));
    return EncryptedColumns.with(row, Column.RAW, Json.object(members));
  }

  /// The row that does not.
  static Row removedFrom(Row row) throws UnreadableRecord {
    List<Member> members = new ArrayList<>(EncryptedColumns.object(row, Column.RAW).members());
    members.removeIf(member -> member.name().equals(RecordJson.ENCRYPTED));
    return EncryptedColumns.with(row, Column.RAW, Json.object(members));
  }

  static Encrypted of(Fields fields) throws UnreadableRecord {
    if (fields.whole("v") != VERSION) {
      throw new UnreadableRecord("its encryption is of a version that is not known here");
    }
    try {
      List<SensitivePath> paths = fields.texts("paths").stream().map(SensitivePath::parse).toList();
      return new Encrypted(new KeyId(fields.text("key")), paths, fields.text("content"));
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecord("what it says of its encryption is damaged: " + e.getMessage());
    }
  }

  private static Json texts(List<SensitivePath> paths) {
    return Json.array(paths.stream().map(path -> Json.string(path.toString())).toList());
  }
}
