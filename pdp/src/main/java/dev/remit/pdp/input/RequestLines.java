package dev.remit.pdp.input;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.pdp.request.RawRequest;
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
  private static final InputLine.Mistake TOO_LONG =
      new InputLine.Mistake(
          1, "longer than " + InputLimits.LINE_BYTES_MAX + " bytes; split it", "");

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
      case BoundedLines.Line.TooLong _ -> Optional.of(setAside(TOO_LONG));
      case BoundedLines.Line.NotUtf8(Diagnostic mistake) ->
          Optional.of(setAside(InputLine.Mistake.of(mistake)));
      case BoundedLines.Line.Text(String text) when text.isBlank() ->
          Optional.of(new InputLine.Remark(file, number));
      case BoundedLines.Line.Text(String text) -> Optional.of(parse(text));
    };
  }

  /// The number of the line read last.
  public long number() {
    return number;
  }

  private InputLine setAside(InputLine.Mistake mistake) {
    return new InputLine.SetAside(file, number, List.of(mistake));
  }

  private InputLine parse(String text) {
    Diagnostics mistakes = new Diagnostics(new Source(file, text), InputLimits.MISTAKES_MAX);
    try {
      InputLine line = read(JsonReader.read(mistakes), mistakes);
      mistakes.refuseIfAny();
      return line;
    } catch (SyntaxException e) {
      return new InputLine.SetAside(
          file, number, e.diagnostics().stream().map(InputLine.Mistake::of).toList());
    }
  }

  /// What is returned beside mistakes is not used.
  private InputLine read(Json json, Diagnostics mistakes) {
    String origin = file + ":" + number;
    if (json instanceof Json.JsonObject object) {
      if (Members.find(object, "messages") != null) {
        AgentRunReader reader = AgentRunReader.read(origin, object, mistakes);
        return new InputLine.Requests(file, number, reader.requests(), reader.run());
      }
      if (object.find("subject") != null) {
        RawRequest request = EvaluationReader.read(origin, object, mistakes);
        return new InputLine.Requests(
            file, number, request == null ? List.of() : List.of(request), null);
      }
      if (object.find("metadata") != null) {
        return new InputLine.Remark(file, number);
      }
    }
    mistakes.add(
        "input.shape",
        Span.of(json.span().start(), json.span().start() + 1),
        "neither an agent run nor an AuthZEN request",
        "write `messages`, or `subject`, `action` and `resource`");
    return new InputLine.Remark(file, number);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
