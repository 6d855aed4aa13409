package dev.remit.bench.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// A file to which a line is added for each answer, forced to the disk for all that wait at once:
/// the least that a server does which answers only what it keeps.
final class ForcedFile {
  private static final byte[] LINE =
      "x".repeat(99).concat("\n").getBytes(StandardCharsets.US_ASCII);

  private final FileChannel channel;
  private final BlockingQueue<CompletableFuture<@Nullable Void>> waiting =
      new LinkedBlockingQueue<>();

  private ForcedFile(FileChannel channel) {
    this.channel = channel;
  }

  static ForcedFile create(Path path) throws IOException {
    ForcedFile file =
        new ForcedFile(
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    Thread _ = Thread.ofPlatform().daemon().name("forced-file").start(file::work);
    return file;
  }

  /// Done once the line is on the disk.
  CompletableFuture<@Nullable Void> append() {
    CompletableFuture<@Nullable Void> kept = new CompletableFuture<>();
    waiting.add(kept);
    return kept;
  }

  private void work() {
    try {
      while (true) {
        List<CompletableFuture<@Nullable Void>> group = new ArrayList<>();
        group.add(waiting.take());
        int _ = waiting.drainTo(group);
        ByteBuffer lines = ByteBuffer.allocate(group.size() * LINE.length);
        group.forEach(_ -> lines.put(LINE));
        lines.flip();
        while (lines.hasRemaining()) {
          int _ = channel.write(lines);
        }
        channel.force(false);
        group.forEach(kept -> kept.complete(null));
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the file cannot be written", e);
    }
  }
}
