package dev.remit.store.keys;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.ValueJson;
import dev.remit.store.row.Fields;
import dev.remit.store.row.Leaf;
import dev.remit.store.row.RecordJson;
import dev.remit.store.row.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Keys and notes as the JSON of their files.
final class KeyText {
  private static final long VERSION = 1;
  private static final int CHECK_BYTES = 8;

  private KeyText() {}

  static byte[] write(DataKey key) {
    KeyScope scope = key.scope();
    List<Member> members = new ArrayList<>();
    members.add(Member.of("v", Json.integer(VERSION)));
    members.add(text("id", key.id().value()));
    members.add(text("tenant", scope.tenant()));
    members.add(Member.of("principal", ValueJson.writeUid(scope.principal())));
    if (scope.user() != null) {
      members.add(text("user", scope.user()));
    }
    members.add(text("month", scope.month().atDay(1).toString()));
    members.add(text("key", Base64.getEncoder().encodeToString(key.secret())));
    members.add(text("check", check(key.secret())));
    return bytes(members);
  }

  /// Throws [UnreadableRecord] for anything else than [#write] made of a key with this id.
  static DataKey readKey(KeyId id, byte[] bytes) throws UnreadableRecord {
    try {
      Fields fields = fields(id, bytes);
      KeyScope scope =
          new KeyScope(
              fields.text("tenant"),
              RecordJson.uid(fields.object("principal")),
              fields.has("user") ? fields.text("user") : null,
              YearMonth.from(LocalDate.parse(fields.text("month"))));
      byte[] secret = Base64.getDecoder().decode(fields.text("key"));
      if (!check(secret).equals(fields.text("check"))) {
        throw new UnreadableRecord("its bytes do not match its check");
      }
      return new DataKey(id, scope, secret);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new UnreadableRecord("it contradicts itself");
    }
  }

  /// Tells a key from one of which bits have changed; 64 bits of a hash say nothing of 256 random
  /// ones.
  private static String check(byte[] secret) {
    return HexFormat.of().formatHex(Leaf.sha256().digest(secret), 0, CHECK_BYTES);
  }

  static byte[] write(KeyNote note) {
    return bytes(
        List.of(
            Member.of("v", Json.integer(VERSION)),
            text("id", note.id().value()),
            text("destroyed", note.destroyed().toString()),
            text("by", note.by())));
  }

  static KeyNote readNote(KeyId id, byte[] bytes) throws UnreadableRecord {
    try {
      Fields fields = fields(id, bytes);
      return new KeyNote(id, Instant.parse(fields.text("destroyed")), fields.text("by"));
    } catch (DateTimeException e) {
      throw new UnreadableRecord("it has no time");
    }
  }

  private static Fields fields(KeyId id, byte[] bytes) throws UnreadableRecord {
    try {
      String text = new String(bytes, StandardCharsets.UTF_8);
      Fields fields = new Fields(JsonReader.read(new Source("key", text)), "");
      long version = fields.whole("v");
      if (version != VERSION) {
        throw new UnreadableRecord("it is of version " + version + ", which is not known here");
      }
      if (!fields.text("id").equals(id.value())) {
        throw new UnreadableRecord("it is another key");
      }
      return fields;
    } catch (SyntaxException _) {
      // Its message could quote the key.
      throw new UnreadableRecord("it is no JSON");
    }
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }

  private static byte[] bytes(List<Member> members) {
    return JsonWriter.compact(Json.object(members)).getBytes(StandardCharsets.UTF_8);
  }
}
