package dev.remit.store.keys;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.pdp.sensitive.SensitivePath;
import dev.remit.store.row.Column;
import dev.remit.store.row.Fields;
import dev.remit.store.row.RecordJson;
import dev.remit.store.row.Row;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import javax.crypto.AEADBadTagException;

/// Rows as they were before [RowEncryption], to the byte. Any thread may use it, in any process.
public final class RowDecryption {
  /// Paths that a message names.
  private static final int PATHS_SHOWN = 5;

  private final KeyFolder keys;

  public RowDecryption(KeyFolder keys) {
    this.keys = Objects.requireNonNull(keys, "keys");
  }

  /// The row in clear; the same one if nothing of it is encrypted.
  ///
  /// Throws [UnreadableRecord] where what it says of its encryption is damaged.
  public Decrypted decrypt(Row row) throws IOException, UnreadableRecord {
    // Whatever is encrypted says so under a name, which few other rows have anywhere.
    if (!row.has(Column.RAW) || !row.text(Column.RAW).contains(RecordJson.ENCRYPTED)) {
      return new Decrypted.Whole(row);
    }
    Fields raw = new Fields(EncryptedColumns.object(row, Column.RAW), "raw.");
    return raw.has(RecordJson.ENCRYPTED)
        ? decrypt(row, Encrypted.of(raw.object(RecordJson.ENCRYPTED)))
        : new Decrypted.Whole(row);
  }

  private Decrypted decrypt(Row row, Encrypted encrypted) throws IOException, UnreadableRecord {
    return switch (keys.find(encrypted.key())) {
      case KeyLookup.Found(DataKey key) -> {
        try {
          yield new Decrypted.Whole(restored(row, encrypted, key));
        } catch (AEADBadTagException _) {
          yield missing(
              encrypted,
              "what is there was not encrypted for this record; verify the log, and restore it");
        }
      }
      case KeyLookup.Destroyed destroyed -> missing(encrypted, destroyed.text());
      case KeyLookup.Gone gone -> missing(encrypted, gone.text());
      case KeyLookup.Damaged damaged -> missing(encrypted, damaged.text());
    };
  }

  private static Decrypted missing(Encrypted encrypted, String why) {
    List<SensitivePath> paths = encrypted.paths();
    String shown =
        String.join(", ", paths.stream().limit(PATHS_SHOWN).map(path -> "`" + path + "`").toList());
    int more = paths.size() - PATHS_SHOWN;
    return new Decrypted.Missing(shown + (more > 0 ? " and " + more + " more" : "") + ": " + why);
  }

  private static Row restored(Row row, Encrypted encrypted, DataKey key)
      throws AEADBadTagException, UnreadableRecord {
    byte[] associated =
        Encrypted.associated(row.uuid(Column.ID), encrypted.key(), encrypted.paths());
    Deque<Json> values = values(key.decrypt(encrypted.bytes(), associated));
    int[] taken = {0};
    int count = values.size();
    EncryptedColumns columns =
        new EncryptedColumns(
            encrypted.paths(),
            value -> {
              taken[0]++;
              Json next = values.poll();
              return next == null ? value : next;
            });
    Row restored = columns.texts(columns.fields(Encrypted.removedFrom(row)));
    if (taken[0] != count) {
      throw new UnreadableRecord(
          "it has " + taken[0] + " encrypted values, and " + count + " were encrypted");
    }
    return restored;
  }

  private static Deque<Json> values(byte[] plain) throws UnreadableRecord {
    try {
      Source source = new Source("encrypted", new String(plain, StandardCharsets.UTF_8));
      if (JsonReader.read(source) instanceof Json.JsonArray array) {
        return new ArrayDeque<>(array.elements());
      }
    } catch (SyntaxException _) {
      // Its message could quote a value.
    }
    throw new UnreadableRecord("what it encrypts is no list of values");
  }
}
