package dev.remit.server.access;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A caller as it is registered: how it proves who it is, and for how long.
public record Registration(Caller caller, Proof proof, Term term) {
  public Registration {
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(proof, "proof");
    Objects.requireNonNull(term, "term");
  }

  /// Since when, by whom, and until when; `expires` is null while nothing ends it.
  public record Term(Instant created, String by, @Nullable Instant expires) {
    public Term {
      created = Instant.ofEpochMilli(created.toEpochMilli());
      Objects.requireNonNull(by, "by");
      expires = expires == null ? null : Instant.ofEpochMilli(expires.toEpochMilli());
    }
  }

  public String id() {
    return caller.id();
  }

  /// Its id, with whose it is.
  public CallerId callerId() {
    return CallerId.of(caller);
  }

  boolean isGoodAt(Instant now) {
    Instant expires = term.expires();
    return expires == null || now.isBefore(expires);
  }

  Registration with(Proof other) {
    return new Registration(caller, other, term);
  }
}
