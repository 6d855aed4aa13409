package dev.remit.pdp.request;

import dev.remit.cedar.value.DatetimeValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the principal of a request presented to prove who it is, never the secret itself.
///
/// Absence is a value of its own, so that a policy can test for it without an error.
public sealed interface Credential {
  /// Validated: signature, issuer, audience and time.
  ///
  /// `issuer` is who vouches for it, `id` its own name (`jti`, serial number, id of the key; empty
  /// if it has none), `confirmation` the key that its bearer must hold, as `x5t#S256:…`, or empty.
  record Verified(
      Kind kind,
      String issuer,
      String id,
      String subject,
      Reach reach,
      Validity validity,
      String confirmation)
      implements Credential {
    public Verified {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(issuer, "issuer");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(reach, "reach");
      Objects.requireNonNull(validity, "validity");
      Objects.requireNonNull(confirmation, "confirmation");
    }

    @Override
    public RecordValue toValue() {
      return value(this, this);
    }
  }

  /// Nothing was presented, or it does not speak for the principal.
  record Absent() implements Credential {
    private static final Absent INSTANCE = new Absent();
    private static final RecordValue VALUE =
        value(
            INSTANCE,
            new Verified(
                Kind.API_KEY,
                "",
                "",
                "",
                Reach.NOTHING_SAID,
                new Validity(Instant.EPOCH, Instant.EPOCH),
                ""));

    @Override
    public RecordValue toValue() {
      return VALUE;
    }
  }

  /// What kinds of credentials there are.
  enum Kind {
    /// A key that this service drew.
    API_KEY("api-key"),
    /// RFC 7519.
    JWT("jwt"),
    /// A JWT whose subject is a SPIFFE id.
    JWT_SVID("jwt-svid"),
    /// A client certificate with a SPIFFE id.
    X509_SVID("x509-svid");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// As policies and records name it.
    public String text() {
      return text;
    }

    public static Optional<Kind> find(String text) {
      for (Kind kind : values()) {
        if (kind.text.equals(text)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /// What a credential is good for; both are in ascending order. Scopes bound authority and never
  /// add to it.
  record Reach(SortedSet<String> scopes, SortedSet<String> audiences) {
    public static final Reach NOTHING_SAID = new Reach(new TreeSet<>(), new TreeSet<>());

    public Reach {
      scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
      audiences = Collections.unmodifiableSortedSet(new TreeSet<>(audiences));
    }
  }

  /// From when and until when a credential is good, in whole milliseconds.
  record Validity(Instant issued, Instant expires) {
    /// The expiry of what does not expire.
    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59.999Z");

    public Validity {
      issued = Instant.ofEpochMilli(issued.toEpochMilli());
      expires = Instant.ofEpochMilli(expires.toEpochMilli());
    }
  }

  static Credential absent() {
    return Absent.INSTANCE;
  }

  /// `verified` or `absent`: what policies see.
  default String status() {
    return switch (this) {
      case Verified _ -> "verified";
      case Absent _ -> "absent";
    };
  }

  /// `context.credential`: every field is always there; those of an absent one are empty, and its
  /// times are 1970.
  RecordValue toValue();

  /// The fields that policies see.
  private static RecordValue value(Credential credential, Verified said) {
    return RecordValue.of(
        Map.of(
            "status", new StringValue(credential.status()),
            "kind", new StringValue(credential instanceof Absent ? "" : said.kind().text()),
            "issuer", new StringValue(said.issuer()),
            "id", new StringValue(said.id()),
            "subject", new StringValue(said.subject()),
            "scopes", SetValue.ofTexts(said.reach().scopes()),
            "audiences", SetValue.ofTexts(said.reach().audiences()),
            "issued", new DatetimeValue(said.validity().issued().toEpochMilli()),
            "expires", new DatetimeValue(said.validity().expires().toEpochMilli())));
  }
}
