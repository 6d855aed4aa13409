package dev.remit.server.authzen;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.server.decision.Basis;
import io.netty.util.AsciiString;

/// `X-Remit-Basis`: what an answer rests on, as the bundle's digest, `/`, and the version of the
/// entities. Whoever keeps answers lets go of those on another basis.
final class BasisHeader {
  private static final AsciiString NAME = HttpHeaderNames.of("x-remit-basis");

  private BasisHeader() {}

  /// An answer that rests on `basis`.
  static HttpResponse answer(Basis basis, Json json) {
    return HttpResponse.of(
        ResponseHeaders.of(
            HttpStatus.OK, HttpHeaderNames.CONTENT_TYPE, MediaType.JSON, NAME, text(basis)),
        HttpData.ofUtf8(JsonWriter.compact(json)));
  }

  private static String text(Basis basis) {
    return basis.bundle().digest() + "/" + basis.snapshot().version();
  }
}
