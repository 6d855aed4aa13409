package dev.remit.bench.log;

import dev.remit.store.disk.FolderDisk;
import dev.remit.store.disk.OpenFile;
import dev.remit.store.log.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;

/// The least that any log has to do: append as many bytes as a group has, and force them.
final class BareLoop {
  private BareLoop() {}

  /// Groups a second.
  static double run(Path folder, int groupBytes, Durability durability, long nanos)
      throws IOException {
    byte[] group = new byte[groupBytes];
    new Random(20261122).nextBytes(group);
    FolderDisk disk = FolderDisk.open(folder);
    long groups = 0;
    long start = System.nanoTime();
    try (OpenFile file = disk.create("bare")) {
      while (System.nanoTime() - start < nanos) {
        file.append(ByteBuffer.wrap(group));
        if (durability == Durability.DURABLE) {
          file.force();
        }
        groups++;
      }
      file.force();
    }
    double perSecond = groups / LoadRun.seconds(System.nanoTime() - start);
    disk.delete("bare");
    return perSecond;
  }
}
