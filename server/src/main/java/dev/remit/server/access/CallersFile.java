package dev.remit.server.access;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.server.setting.Settings;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The file of callers, `access/callers.json`: a line of JSON, and a line with its SHA-256. It is
/// there whole or not at all, and holds no secret that could be presented.
final class CallersFile {
  private static final String FOLDER = "access";
  private static final String FILE = FOLDER + "/callers.json";
  private static final int BYTES_MAX = 64 << 20;

  /// What the callers of one tenant may take of the file, so that no tenant's leave no room for
  /// another's: half of it is the default tenant's.
  static final int TENANT_BYTES_MAX = BYTES_MAX / 2 / Settings.TENANTS_MAX;

  private static final long VERSION = 1;
  private static final List<String> KEPT = new ArrayList<>(RegistrationReader.MEMBERS);

  static {
    KEPT.addAll(List.of("created", "by"));
  }

  private final Disk disk;

  CallersFile(Disk disk) {
    this.disk = disk;
  }

  /// Empty if there is no file; what is returned survives a loss of power, since a process that
  /// ended while it wrote may have left the file under its name and that on no disk. Throws
  /// [IOException] that says what to do for a damaged one.
  Optional<List<Registration>> read() throws IOException {
    try {
      String text = new String(disk.readAll(FILE, BYTES_MAX), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      String json = end < 0 ? text : text.substring(0, end);
      if (!text.equals(whole(json))) {
        throw damaged("it does not match its own SHA-256");
      }
      List<Registration> callers = parse(json);
      disk.forceFolder(FOLDER);
      return Optional.of(callers);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (SyntaxException e) {
      throw damaged(e.diagnostics().getFirst().message());
    }
  }

  private static IOException damaged(String why) {
    return new IOException(
        FILE
            + " is damaged ("
            + why
            + "); put back the file as it was, or delete it and register callers anew");
  }

  private static String whole(String json) {
    return json + "\n" + TokenHash.of(json).text() + "\n";
  }

  private static List<Registration> parse(String json) throws SyntaxException, IOException {
    Diagnostics mistakes = new Diagnostics(new Source(FILE, json), 1);
    if (!(JsonReader.read(mistakes) instanceof Json.JsonObject object)) {
      throw damaged("it is no object");
    }
    if (object.find("version") instanceof Json.JsonInteger(long version, _) && version != VERSION) {
      throw new IOException(
          FILE + " is of version " + version + ", which is not known here; use a newer remit");
    }
    StrictObject file = new StrictObject(object, "", mistakes, List.of("version", "callers"));
    file.findWhole("version", VERSION, VERSION);
    List<Registration> read = new ArrayList<>();
    Json callers = object.find("callers");
    if (!(callers instanceof Json.JsonArray(List<Json> elements, _))) {
      throw damaged("it has no callers");
    }
    for (Json element : elements) {
      if (!(element instanceof Json.JsonObject caller)) {
        throw damaged("a caller is no object");
      }
      Registration kept =
          RegistrationReader.kept(new StrictObject(caller, "callers[].", mistakes, KEPT));
      if (kept != null) {
        read.add(kept);
      }
    }
    mistakes.refuseIfAny();
    return read;
  }

  /// Throws if a tenant's callers take more of the file than they may.
  static void requireRoom(List<Registration> callers) throws UnacceptableChange {
    Map<TenantId, Integer> taken = new TreeMap<>();
    for (Registration caller : callers) {
      String json = JsonWriter.compact(RegistrationJson.write(caller, CallersFile::hash));
      int bytes = json.getBytes(StandardCharsets.UTF_8).length + 1;
      TenantId tenant = caller.caller().tenant();
      if (taken.merge(tenant, bytes, Integer::sum) > bytesMax(tenant)) {
        throw new UnacceptableChange(
            "caller.too-many",
            "the callers would take more than "
                + bytesMax(tenant)
                + " bytes; delete some, or name fewer types");
      }
    }
  }

  private static int bytesMax(TenantId tenant) {
    return tenant.isDefault() ? BYTES_MAX / 2 - 1024 : TENANT_BYTES_MAX;
  }

  /// Returns once it survives a loss of power; until then the file before counts.
  void write(List<Registration> callers) throws IOException {
    Json json =
        Json.object(
            Member.of("version", Json.integer(VERSION)),
            Member.of(
                "callers",
                Json.array(
                    callers.stream()
                        .map(caller -> RegistrationJson.write(caller, CallersFile::hash))
                        .toList())));
    disk.createFolder(FOLDER);
    disk.forceFolder(Disk.ROOT);
    disk.replace(FILE, whole(JsonWriter.compact(json)).getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Member hash(Proof.Key key) {
    return Member.of("hash", Json.string(key.hash().text()));
  }
}
