package dev.remit.cli.log;

import dev.remit.cli.terminal.Fault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.signature.SigningKey;
import dev.remit.store.signature.UnusableKey;
import dev.remit.store.signature.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Keys that commands name by their files.
public final class KeyFiles {
  private KeyFiles() {}

  /// Null where no file is named. Throws [Fault] for a key in the data folder, where whoever
  /// changes the log could sign it too.
  static @Nullable SigningKey signing(DataFolder data, @Nullable Path file) throws Fault {
    if (file == null) {
      return null;
    }
    try {
      if (Files.exists(file) && file.toRealPath().startsWith(data.path().toRealPath())) {
        throw new Fault(
            file + ": is in the data folder that it signs for; keep the key somewhere else");
      }
      return SigningKey.read(file);
    } catch (IOException e) {
      throw new Fault(file + ": cannot be read (" + e + "); check its permissions");
    } catch (UnusableKey e) {
      throw new Fault(e.text());
    }
  }

  /// Null where no file is named.
  public static @Nullable VerifyingKey verifying(@Nullable Path file) throws Fault {
    try {
      return file == null ? null : VerifyingKey.read(file);
    } catch (UnusableKey e) {
      throw new Fault(e.text());
    }
  }
}
