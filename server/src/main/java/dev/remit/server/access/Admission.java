package dev.remit.server.access;

import dev.remit.pdp.request.Credential;
import java.util.Objects;

/// What became of a caller at the gate.
public sealed interface Admission {
  /// `credential` is the one that the caller presented.
  record Admitted(Caller caller, Credential credential) implements Admission {
    public Admitted {
      Objects.requireNonNull(caller, "caller");
      Objects.requireNonNull(credential, "credential");
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
