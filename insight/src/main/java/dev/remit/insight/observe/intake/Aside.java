package dev.remit.insight.observe.intake;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.OpenFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What could not be read of the logs of one kind: the file `imports-aside/SOURCE.jsonl` of the
/// data folder, a line of JSON each with tenant, file, number of the event, reason and the begin of
/// the text. For one thread.
final class Aside implements Closeable {
  static final String FOLDER = "imports-aside";

  /// Bytes of the file; what comes then is counted, and not kept.
  static final long BYTES_MAX = 256L << 20;

  private static final int TEXT_BYTES_MAX = 2 << 10;

  private final String name;
  private final OpenFile file;
  private long bytes;

  private Aside(String name, OpenFile file) throws IOException {
    this.name = name;
    this.file = file;
    this.bytes = file.size();
  }

  static String name(String source) {
    return FOLDER + "/" + source + ".jsonl";
  }

  /// Cuts off what was written after the first `bytes` bytes: it is set aside once more.
  static Aside open(Disk data, String source, long bytes) throws IOException {
    String name = name(source);
    data.createFolder(FOLDER);
    data.forceFolder(Disk.ROOT);
    if (!data.list(FOLDER).contains(name)) {
      data.create(name).close();
    }
    // Also where it was there: the process that made it may have ended before its name was kept.
    data.forceFolder(FOLDER);
    long size;
    try (var there = data.openRead(name)) {
      size = there.size();
    }
    if (size > bytes) {
      data.truncate(name, bytes);
    }
    return new Aside(name, data.openAppend(name));
  }

  void add(String tenant, String from, long number, String reason, byte[] event, int begin, int end)
      throws IOException {
    if (bytes > BYTES_MAX) {
      return;
    }
    String text =
        new String(event, begin, Math.min(end - begin, TEXT_BYTES_MAX), StandardCharsets.UTF_8);
    String line =
        JsonWriter.compact(
            Json.object(
                Member.of("tenant", Json.string(tenant)),
                Member.of("file", Json.string(from)),
                Member.of("event", Json.integer(number)),
                Member.of("reason", Json.string(reason)),
                Member.of("text", Json.string(text))));
    byte[] written = (line + "\n").getBytes(StandardCharsets.UTF_8);
    file.append(ByteBuffer.wrap(written));
    bytes += written.length;
  }

  String name() {
    return name;
  }

  /// Bytes that survive a loss of power.
  long force() throws IOException {
    file.force();
    return bytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
