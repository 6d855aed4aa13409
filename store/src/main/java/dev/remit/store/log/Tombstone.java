package dev.remit.store.log;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.store.row.DamagedBytes;
import dev.remit.store.signature.KeySignature;
import dev.remit.store.signature.SigningKey;
import dev.remit.store.signature.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What retention leaves of the parts that it removed: the chain's head before their first record
/// and after their last, when and why they went, how many parts and bytes it were, and, if there
/// was a key, a signature.
public record Tombstone(
    Head before,
    Head after,
    Instant time,
    Why why,
    int parts,
    long bytes,
    @Nullable KeySignature signature) {
  private static final int FORMAT_VERSION = 1;
  private static final String PURPOSE = "remit log tombstone\n";

  public Tombstone {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(why, "why");
    if (!before.log().equals(after.log()) || after.records() <= before.records() || parts < 1) {
      throw new IllegalArgumentException("no records between " + before + " and " + after);
    }
  }

  /// Which limit they were past.
  public enum Why {
    AGE,
    SIZE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The first record that was removed.
  public long first() {
    return before.records() + 1;
  }

  /// The last record that was removed.
  public long last() {
    return after.records();
  }

  Tombstone signed(SigningKey key) {
    return new Tombstone(before, after, time, why, parts, bytes, key.sign(content()));
  }

  boolean isSignedBy(VerifyingKey key) {
    return signature != null && key.isSigned(content(), signature);
  }

  private byte[] content() {
    return (PURPOSE + JsonWriter.compact(Json.object(members()))).getBytes(StandardCharsets.UTF_8);
  }

  private List<Member> members() {
    return List.of(
        Member.of("format", Json.integer(FORMAT_VERSION)),
        Member.of("first", Json.integer(first())),
        Member.of("last", Json.integer(last())),
        Member.of("before", Json.string(before.toString())),
        Member.of("after", Json.string(after.toString())),
        Member.of("time", Json.string(time.toString())),
        Member.of("why", Json.string(why.text())),
        Member.of("parts", Json.integer(parts)),
        Member.of("bytes", Json.integer(bytes)));
  }

  /// As its file and the output for machines have it.
  public Json toJson() {
    List<Member> members = new ArrayList<>(members());
    if (signature != null) {
      members.add(Member.of("signature", Json.string(signature.toString())));
    }
    return Json.object(members);
  }

  /// Throws [DamagedBytes] where the text is not what [#toJson] made.
  static Tombstone read(byte[] bytes) throws DamagedBytes, UnknownVersion {
    try {
      Source source = new Source("tombstone", new String(bytes, StandardCharsets.UTF_8));
      if (!(JsonReader.read(source) instanceof Json.JsonObject object)) {
        throw new IllegalArgumentException("no object");
      }
      int format = (int) integer(object, "format");
      if (format != FORMAT_VERSION) {
        throw new UnknownVersion("the format of a tombstone", format, FORMAT_VERSION);
      }
      Tombstone tombstone =
          new Tombstone(
              Head.parse(string(object, "before")),
              Head.parse(string(object, "after")),
              Instant.parse(string(object, "time")),
              Why.valueOf(string(object, "why").toUpperCase(Locale.ROOT)),
              (int) integer(object, "parts"),
              integer(object, "bytes"),
              object.find("signature") == null
                  ? null
                  : KeySignature.parse(string(object, "signature")));
      if (!tombstone.toJson().equals(object)) {
        throw new IllegalArgumentException("it contradicts itself");
      }
      return tombstone;
    } catch (SyntaxException e) {
      throw new DamagedBytes("is no JSON: " + e.diagnostics().getFirst().message());
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new DamagedBytes("is no tombstone: " + e.getMessage());
    }
  }

  private static String string(Json.JsonObject object, String name) {
    if (object.find(name) instanceof Json.JsonString string) {
      return string.value();
    }
    throw new IllegalArgumentException("`" + name + "` is no text");
  }

  private static long integer(Json.JsonObject object, String name) {
    if (object.find(name) instanceof Json.JsonInteger integer) {
      return integer.value();
    }
    throw new IllegalArgumentException("`" + name + "` is no number");
  }
}
