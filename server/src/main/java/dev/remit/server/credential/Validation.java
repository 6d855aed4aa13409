package dev.remit.server.credential;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import java.util.Objects;

/// What became of what was presented.
public sealed interface Validation {
  /// It holds, and names `principal`: who acts, which is the current actor where it has `act`.
  /// `verified` is what it says of where a request of its bearer comes from.
  record Valid(Credential.Verified credential, EntityUid principal, Provenance verified)
      implements Validation {
    public Valid {
      Objects.requireNonNull(credential, "credential");
      Objects.requireNonNull(principal, "principal");
      Objects.requireNonNull(verified, "verified");
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
