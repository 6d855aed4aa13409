package dev.remit.server.bundle;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.store.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Which bundle is in force, since when, by whom and how; and what the watched folder held when
/// that was last looked at. It is kept beside the bundles, so that a bundle that was uploaded, or
/// rolled back to, is still in force after a restart.
record Choice(BundleDigest active, Instant since, String by, Origin origin, BundleDigest folder) {
  private static final String FOLDER = "service";
  private static final String FILE = FOLDER + "/active-bundle.json";
  private static final int BYTES_MAX = 64 * 1024;

  /// Files of before it was written have none, and are of this one.
  private static final long VERSION = 1;

  Choice {
    Objects.requireNonNull(active, "active");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(folder, "folder");
  }

  /// How a bundle came to be in force.
  enum Origin {
    /// It was in the folder.
    FOLDER,
    /// Somebody sent it.
    UPLOAD,
    /// Somebody sent a part of it.
    PART,
    /// It was kept, and somebody chose it.
    ACTIVATION;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Of what the folder holds.
  static Choice ofFolder(BundleDigest folder, Instant since) {
    return new Choice(folder, since, "", Origin.FOLDER, folder);
  }

  Choice withFolder(BundleDigest seen) {
    return new Choice(active, since, by, origin, seen);
  }

  /// Returns once it survives a loss of power.
  void keep(Disk disk) throws IOException {
    byte[] text = JsonWriter.compact(toJson()).getBytes(StandardCharsets.UTF_8);
    disk.createFolder(FOLDER);
    disk.forceFolder(Disk.ROOT);
    disk.replace(FILE, text);
  }

  private Json toJson() {
    return Json.object(
        Member.of("version", Json.integer(VERSION)),
        Member.of("active", Json.string(active.value())),
        Member.of("since", Json.string(since.toString())),
        Member.of("by", Json.string(by)),
        Member.of("origin", Json.string(origin.name())),
        Member.of("folder", Json.string(folder.value())));
  }

  /// The one that was kept. Throws [IOException] also where it cannot be understood.
  static Optional<Choice> find(Disk disk) throws IOException {
    try {
      String text = new String(disk.readAll(FILE, BYTES_MAX), StandardCharsets.UTF_8);
      return Optional.of(parse(text));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static Choice parse(String text) throws IOException {
    try {
      Json json = JsonReader.read(new Source(FILE, text));
      if (json instanceof Json.JsonObject object
          && object.find("version") instanceof Json.JsonInteger(long version, _)
          && version != VERSION) {
        throw new IOException(
            FILE + " is of version " + version + ", which is not known here; use a newer remit");
      }
      return new Choice(
          new BundleDigest(member(json, "active")),
          Instant.parse(member(json, "since")),
          member(json, "by"),
          Origin.valueOf(member(json, "origin")),
          new BundleDigest(member(json, "folder")));
    } catch (SyntaxException | IllegalArgumentException | DateTimeException e) {
      throw new IOException(
          FILE + " does not say which bundle is in force; delete it to serve the folder's", e);
    }
  }

  private static String member(Json json, String name) {
    if (json instanceof Json.JsonObject object
        && object.find(name) instanceof Json.JsonString(String value, _)) {
      return value;
    }
    throw new IllegalArgumentException("no `" + name + "`");
  }
}
