package dev.remit.pdp.request;

import dev.remit.cedar.value.EntityUid;
import java.util.Objects;

/// What came of the bearer token of whoever sent an HTTP request through a gateway: the service
/// validates it itself, before the request is mapped. Never the token.
public sealed interface ClientToken {
  /// There was not one token, or the route asks for none, so that nobody looked.
  record Absent() implements ClientToken {
    private static final Absent INSTANCE = new Absent();
  }

  /// It holds, and names `principal`, whose type is that of its issuer.
  record Valid(EntityUid principal) implements ClientToken {
    public Valid {
      Objects.requireNonNull(principal, "principal");
    }
  }

  /// It proves nothing. `code` says why, as `credential.expired`; `text` begins with it and says it
  /// to whoever sent the request.
  record Refused(String code, String text) implements ClientToken {
    public Refused {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(text, "text");
    }
  }

  static ClientToken absent() {
    return Absent.INSTANCE;
  }
}
