package dev.remit.server.access;

import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.Provenance;
import java.util.Objects;

/// What became of a caller at the gate.
public sealed interface Admission {
  /// `credential` is the one that the caller presented, `verified` what it says of where the
  /// caller's own requests come from.
  record Admitted(Caller caller, Credential credential, Provenance verified) implements Admission {
    public Admitted {
      Objects.requireNonNull(caller, "caller");
      Objects.requireNonNull(credential, "credential");
      Objects.requireNonNull(verified, "verified");
    }

    /// With a credential that says nothing more.
    public Admitted(Caller caller, Credential credential) {
      this(caller, credential, Provenance.ABSENT);
    }
  }

  /// Nobody knows who calls: `code` and `detail` tell, and nothing of the secret.
  record Unauthenticated(String code, String detail) implements Admission {
    public Unauthenticated {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(detail, "detail");
    }
  }

  /// Who calls cannot be found out just now; asking again may help.
  record Unavailable(String code, String detail) implements Admission {
    public Unavailable {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(detail, "detail");
    }
  }

  /// It is known who calls, and that one lacks the right.
  record Forbidden(String detail) implements Admission {
    public Forbidden {
      Objects.requireNonNull(detail, "detail");
    }
  }
}
