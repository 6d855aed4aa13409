package dev.remit.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import io.netty.util.AsciiString;
import java.util.List;

/// The credential of a gateway itself, in `X-Remit-Authorization`: `Authorization` belongs to the
/// request that it asks about, and never lets anybody pass.
public final class ProxyCredential {
  public static final AsciiString HEADER = HttpHeaderNames.of("x-remit-authorization");

  private ProxyCredential() {}

  /// The headers as if the gateway had sent a request of its own. Where the header is there more
  /// than once, there is none.
  public static RequestHeaders of(RequestHeaders headers) {
    RequestHeadersBuilder own = headers.toBuilder();
    List<String> presented = headers.getAll(HEADER);
    own.remove(HttpHeaderNames.AUTHORIZATION);
    if (presented.size() == 1) {
      own.set(HttpHeaderNames.AUTHORIZATION, presented.getFirst());
    }
    return own.build();
  }
}
