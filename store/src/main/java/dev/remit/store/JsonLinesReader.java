package dev.remit.store;

import dev.remit.pdp.input.BoundedLines;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a decision log from its beginning, also while another process appends to it. For one
/// thread.
public final class JsonLinesReader implements AutoCloseable {
  /// Bytes of one record: a request of the largest size, raw and as evaluated, and room for the
  /// rest.
  public static final int RECORD_BYTES_MAX = 128 * 1024 * 1024;

  private final InputStream in;
  private final BoundedLines lines;
  private long number;

  private JsonLinesReader(InputStream in) {
    this.in = in;
    this.lines = new BoundedLines(in, RECORD_BYTES_MAX);
  }

  public static JsonLinesReader open(Path file) throws IOException {
    return new JsonLinesReader(Files.newInputStream(file));
  }

  /// Empty at the end.
  public Optional<LogLine> next() throws IOException {
    BoundedLines.Line line = lines.next();
    number++;
    return switch (line) {
      case BoundedLines.Line.End _ -> Optional.empty();
      case BoundedLines.Line.TooLong _ -> unreadable("longer than a record may be");
      case BoundedLines.Line.NotUtf8 _ -> unreadable("not UTF-8 text");
      case BoundedLines.Line.Text(String text) -> Optional.of(parse(text));
    };
  }

  private Optional<LogLine> unreadable(String reason) {
    return Optional.of(new LogLine.Unreadable(number, reason));
  }

  private LogLine parse(String text) {
    try {
      return new LogLine.Read(number, RecordReader.read(text));
    } catch (UnreadableRecord e) {
      return new LogLine.Unreadable(number, e.text());
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
