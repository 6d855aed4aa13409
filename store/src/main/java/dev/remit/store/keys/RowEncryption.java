package dev.remit.store.keys;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.pdp.sensitive.EncryptedFields;
import dev.remit.pdp.sensitive.SensitivePath;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Encrypts fields of rows before anything keeps them. Any thread may use it.
///
/// In the place of each value stands [EncryptedFields#MARKER]; the values, in the order of
/// [EncryptedColumns], are one ciphertext, bound to the record's id, to the key and to the paths.
public final class RowEncryption {
  private final KeyFolder keys;
  private final SecureRandom random = new SecureRandom();

  public RowEncryption(KeyFolder keys) {
    this.keys = Objects.requireNonNull(keys, "keys");
  }

  /// The row as it may be kept; the same one if none of the fields is in it. Its key is then on the
  /// disk. Throws [UnreadableRecord] for a row that is no record of a request.
  public Row encrypt(Row row, EncryptedFields fields) throws IOException, UnreadableRecord {
    List<Json> values = new ArrayList<>();
    EncryptedColumns columns =
        new EncryptedColumns(
            fields.paths(),
            value -> {
              values.add(value);
              return Json.string(EncryptedFields.MARKER);
            });
    Row replaced = columns.fields(row);
    if (values.isEmpty()) {
      return row;
    }
    replaced = columns.texts(replaced);
    List<SensitivePath> paths = columns.found();
    DataKey key = keys.require(KeyScope.of(row));
    byte[] content =
        key.encrypt(
            JsonWriter.compact(Json.array(values)).getBytes(StandardCharsets.UTF_8),
            Encrypted.associated(row.uuid(Column.ID), key.id(), paths),
            random);
    return Encrypted.of(key.id(), paths, content).addedTo(replaced);
  }
}
