package dev.remit.server.credential;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.request.Credential;
import java.util.Objects;

/// What became of what was presented.
public sealed interface Validation {
  /// It holds, and names `principal`.
  record Valid(Credential.Verified credential, EntityUid principal) implements Validation {
    public Valid {
      Objects.requireNonNull(credential, "credential");
      Objects.requireNonNull(principal, "principal");
    }
  }

  /// It proves nothing: `code` is API, `detail` says what to do; neither tells what was presented.
  record Refused(Flaw flaw) implements Validation {
    public Refused {
      Objects.requireNonNull(flaw, "flaw");
    }

    public String code() {
      return flaw.code();
    }

    public String detail() {
      return flaw.detail();
    }

    /// Code and detail in one line.
    public String headline() {
      return flaw.headline();
    }
  }

  static Validation refused(Flaw flaw) {
    return new Refused(flaw);
  }
}
