package dev.remit.server.access;

import dev.remit.pdp.request.Credential;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a caller proves who it is.
public sealed interface Proof {
  /// `api-key`, `jwt` or `spiffe`, as the API and the file of callers name it.
  String kind();

  /// With one of the keys that were drawn for it, of which only hashes are kept; newest first.
  record ApiKeys(List<Key> keys) implements Proof {
    public static final String KIND = "api-key";

    public ApiKeys {
      keys = List.copyOf(keys);
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// With a JWT of an issuer of the settings, about one subject.
  record Jwt(String issuer, String subject) implements Proof {
    public static final String KIND = "jwt";

    public Jwt {
      Objects.requireNonNull(issuer, "issuer");
      Objects.requireNonNull(subject, "subject");
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// With a client certificate or a JWT-SVID of one SPIFFE id.
  record Spiffe(String id) implements Proof {
    public static final String KIND = "spiffe";

    public Spiffe {
      Objects.requireNonNull(id, "id");
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /// One key of a caller. `expires` is null while nothing ends it.
  record Key(String id, TokenHash hash, Instant created, @Nullable Instant expires) {
    public Key {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(hash, "hash");
      created = Instant.ofEpochMilli(created.toEpochMilli());
      expires = expires == null ? null : Instant.ofEpochMilli(expires.toEpochMilli());
    }

    static Key of(Token token, Instant now) {
      TokenHash hash = token.hash();
      return new Key(hash.text().substring(0, ID_LENGTH), hash, now, null);
    }

    /// Ends at `end`, or before if it would have.
    Key endingAt(Instant end) {
      return expires != null && expires.isBefore(end) ? this : new Key(id, hash, created, end);
    }

    boolean isGoodAt(Instant now) {
      return expires == null || now.isBefore(expires);
    }

    Credential.Verified credential(String callerId) {
      return new Credential.Verified(
          Credential.Kind.API_KEY,
          ISSUER,
          id,
          callerId,
          Credential.Reach.NOTHING_SAID,
          new Credential.Validity(created, expires == null ? Credential.Validity.NEVER : expires),
          "");
    }

    private static final String ISSUER = "remit";
    private static final int ID_LENGTH = 12;
  }
}
