package dev.remit.cedar.diagnostic;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Text from bytes.
public final class Utf8 {
  private static final String CODE = "text.not-utf-8";

  private Utf8() {}

  /// Throws with the place of the first bytes that are no UTF-8; the line is shown with `�` where
  /// they and others like them stand.
  public static Source decode(String name, byte[] bytes) throws SyntaxException {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    if (!decoder.decode(ByteBuffer.wrap(bytes), text, true).isError()) {
      return new Source(name, text.flip().toString());
    }
    int place = text.position();
    Source shown = new Source(name, new String(bytes, StandardCharsets.UTF_8));
    throw new SyntaxException(
        List.of(
            new Diagnostic(
                CODE,
                shown,
                Span.of(place, place + 1),
                "these bytes are not UTF-8",
                "save the file as UTF-8")));
  }
}
