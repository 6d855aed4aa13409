package dev.remit.store.backup;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.store.log.Hash;
import dev.remit.store.log.Head;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a backup holds: when it was made, the head of the log in it (null if that has no records),
/// and every file, sorted by name.
public record Manifest(Instant time, @Nullable Head head, List<Entry> files) {
  static final String NAME = "manifest.json";
  static final int BYTES_MAX = 256 << 20;

  /// The first had no callers and did not say which bundle is in force, the second not how far
  /// imports came; both are read too.
  private static final int FORMAT_VERSION = 3;

  public Manifest {
    Objects.requireNonNull(time, "time");
    files = List.copyOf(files);
  }

  /// A file of the data folder: its name in there, bytes and hash.
  public record Entry(String name, long size, Hash hash) {
    private static final Pattern NAMES =
        Pattern.compile(
            "imports|(log|access|imports-aside|(tenants/[a-z][a-z0-9-]*/)?(bundles|entities|service))"
                + "(/[A-Za-z0-9_=-][A-Za-z0-9_.=-]*)+");

    public Entry {
      Objects.requireNonNull(hash, "hash");
      if (!NAMES.matcher(name).matches() || size < 0) {
        throw new IllegalArgumentException("no file of a data folder: `" + name + "`");
      }
    }
  }

  /// Of all files.
  public long bytes() {
    return files.stream().mapToLong(Entry::size).sum();
  }

  /// Throws [java.util.NoSuchElementException] where the log has no records.
  public Head requireHead() {
    return Optional.ofNullable(head).orElseThrow();
  }

  /// Whether it has the callers of a service.
  public boolean hasCallers() {
    return files.stream().anyMatch(entry -> entry.name().equals(Backup.CALLERS));
  }

  byte[] write() {
    List<Member> members = new ArrayList<>();
    members.add(Member.of("format", Json.integer(FORMAT_VERSION)));
    members.add(Member.of("time", Json.string(time.toString())));
    if (head != null) {
      members.add(Member.of("head", Json.string(head.toString())));
    }
    members.add(Member.of("files", Json.array(files.stream().map(Manifest::json).toList())));
    String text = JsonWriter.pretty(Json.object(members)) + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Json json(Entry entry) {
    return Json.object(
        Member.of("name", Json.string(entry.name())),
        Member.of("size", Json.integer(entry.size())),
        Member.of("sha256", Json.string(entry.hash().hex())));
  }

  /// Throws [UnusableBackup] where the bytes are not what [#write] made.
  static Manifest read(byte[] bytes) throws UnusableBackup {
    try {
      Source source = new Source(NAME, new String(bytes, StandardCharsets.UTF_8));
      Json json = JsonReader.read(source);
      long format = integer(json, "format");
      if (format < 1 || format > FORMAT_VERSION) {
        throw new UnusableBackup(
            NAME + ": format " + format + " is not known here; use the remit that wrote it");
      }
      List<Entry> files = new ArrayList<>();
      if (!(member(json, "files") instanceof Json.JsonArray array)) {
        throw new IllegalArgumentException("`files` is no array");
      }
      for (Json file : array.elements()) {
        files.add(
            new Entry(
                string(file, "name"), integer(file, "size"), Hash.parse(string(file, "sha256"))));
      }
      Head head = member(json, "head") == null ? null : Head.parse(string(json, "head"));
      return new Manifest(Instant.parse(string(json, "time")), head, files);
    } catch (SyntaxException e) {
      throw damaged(e.diagnostics().getFirst().message());
    } catch (DateTimeException | IllegalArgumentException e) {
      throw damaged(String.valueOf(e.getMessage()));
    }
  }

  private static UnusableBackup damaged(String what) {
    return new UnusableBackup(
        NAME + ": is not as it was written (" + what + "); use another backup");
  }

  private static @Nullable Json member(Json json, String name) {
    if (json instanceof Json.JsonObject object) {
      return object.find(name);
    }
    throw new IllegalArgumentException("no object");
  }

  private static String string(Json json, String name) {
    if (member(json, name) instanceof Json.JsonString string) {
      return string.value();
    }
    throw new IllegalArgumentException("`" + name + "` is no text");
  }

  private static long integer(Json json, String name) {
    if (member(json, name) instanceof Json.JsonInteger integer) {
      return integer.value();
    }
    throw new IllegalArgumentException("`" + name + "` is no number");
  }
}
