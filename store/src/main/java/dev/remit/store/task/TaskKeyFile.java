package dev.remit.store.task;

import dev.remit.store.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The key that task tokens are signed with: the file `task-key` of the data folder, its owner's
/// alone, made when it is first asked for. Where it is lost, or removed to end them, all tokens are
/// refused.
public final class TaskKeyFile {
  private static final String FILE = "task-key";
  private static final int FILE_BYTES_MAX = 1_024;

  private TaskKeyFile() {}

  /// `bytes` bytes. Throws if the file holds something else.
  public static byte[] require(Disk data, int bytes) throws IOException {
    if (data.list(Disk.ROOT).contains(FILE)) {
      String text =
          new String(data.readAll(FILE, FILE_BYTES_MAX), StandardCharsets.US_ASCII).strip();
      try {
        byte[] key = HexFormat.of().parseHex(text);
        if (key.length == bytes) {
          return key;
        }
      } catch (IllegalArgumentException _) {
        // Said below.
      }
      throw new IOException(
          FILE + ": is no key of task tokens; remove it, which ends all tokens that it signed");
    }
    byte[] key = new byte[bytes];
    new SecureRandom().nextBytes(key);
    data.replace(FILE, (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII));
    return key;
  }
}
