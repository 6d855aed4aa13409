package dev.remit.pdp.input;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// The lines of one input, each an agent run or an AuthZEN request; gzip is recognised by its first
/// bytes. For one thread.
public final class RequestLines implements AutoCloseable {
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final String file;
  private final InputStream in;
  private final BoundedLines lines;
  private long number;

  private RequestLines(String file, InputStream in) {
    this.file = file;
    this.in = in;
    this.lines = new BoundedLines(in, InputLimits.LINE_BYTES_MAX);
  }

  /// `file` is the name that errors and records carry. Closes `in` when it is closed.
  public static RequestLines open(String file, InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER_BYTES);
    buffered.mark(2);
    int magic = buffered.read() << 8 | buffered.read();
    buffered.reset();
    return new RequestLines(
        file, magic == GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered);
  }

  /// Empty at the end. Throws if the bytes cannot be read on, as in a gzip file cut short.
  public Optional<InputLine> next() throws IOException {
    BoundedLines.Line line = lines.next();
    number++;
    return switch (line) {
      case BoundedLines.Line.End _ -> Optional.empty();
      case BoundedLines.Line.TooLong _ ->
          setAside("longer than " + InputLimits.LINE_BYTES_MAX + " bytes; split it");
      case BoundedLines.Line.NotUtf8 _ -> setAside("not UTF-8 text; save it as UTF-8");
      case BoundedLines.Line.Text(String text) when text.isBlank() ->
          Optional.of(new InputLine.Remark(file, number));
      case BoundedLines.Line.Text(String text) -> Optional.of(parse(text));
    };
  }

  /// The number of the line read last.
  public long number() {
    return number;
  }

  private Optional<InputLine> setAside(String reason) {
    return Optional.of(new InputLine.SetAside(file, number, reason));
  }

  private InputLine parse(String text) {
    try {
      return read(JsonReader.read(new Source(file, text)));
    } catch (SyntaxException e) {
      Diagnostic first = e.diagnostics().getFirst();
      String help = first.help().isEmpty() ? "" : "; " + first.help();
      String column = "column " + first.position().column() + ": ";
      return new InputLine.SetAside(file, number, column + first.message() + help);
    } catch (Misshapen e) {
      return new InputLine.SetAside(file, number, e.text());
    }
  }

  private InputLine read(Json json) throws Misshapen {
    String origin = file + ":" + number;
    if (json instanceof Json.JsonObject object) {
      if (Members.find(object, "messages") != null) {
        return new InputLine.Requests(file, number, AgentRunReader.read(origin, object));
      }
      if (object.find("subject") != null) {
        return new InputLine.Requests(file, number, List.of(EvaluationReader.read(origin, object)));
      }
      if (object.find("metadata") != null) {
        return new InputLine.Remark(file, number);
      }
    }
    throw new Misshapen(
        "neither an agent run nor an AuthZEN request; write `messages`, or `subject`, `action` and"
            + " `resource`");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
