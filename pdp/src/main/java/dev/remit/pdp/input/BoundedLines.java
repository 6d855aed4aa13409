package dev.remit.pdp.input;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.diagnostic.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/// Splits bytes into lines of UTF-8 text, each of bounded length. Not for several threads.
public final class BoundedLines {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final int lineBytesMax;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  public BoundedLines(InputStream in, int lineBytesMax) {
    this.in = in;
    this.lineBytesMax = lineBytesMax;
  }

  /// One line, or why there is none.
  public sealed interface Line {
    record Text(String text) implements Line {}

    record TooLong() implements Line {}

    /// With the place of what is no UTF-8.
    record NotUtf8(Diagnostic mistake) implements Line {
      public NotUtf8 {
        Objects.requireNonNull(mistake, "mistake");
      }
    }

    record End() implements Line {}
  }

  /// [Line.End] again and again once the bytes are at their end.
  public Line next() throws IOException {
    if (!fill()) {
      return new Line.End();
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean tooLong = false;
    do {
      int start = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      tooLong |= line.size() + position - start > lineBytesMax;
      if (!tooLong) {
        line.write(buffer, start, position - start);
      }
    } while (position == limit && fill());
    position = Math.min(position + 1, limit);
    return tooLong ? new Line.TooLong() : decode(line.toByteArray());
  }

  private boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private static Line decode(byte[] bytes) {
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    try {
      return new Line.Text(Utf8.decode("line", Arrays.copyOf(bytes, length)).text());
    } catch (SyntaxException e) {
      return new Line.NotUtf8(e.diagnostics().getFirst());
    }
  }
}
