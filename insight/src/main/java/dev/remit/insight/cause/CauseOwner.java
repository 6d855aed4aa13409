package dev.remit.insight.cause;

import java.util.Objects;

/// Who is to mend a cause, and of what that one is the owner. The name is empty where nobody is
/// known.
public record CauseOwner(String name, Of of) {
  /// Nobody is known.
  static final CauseOwner NOBODY = new CauseOwner("", Of.NOTHING);

  /// Of what.
  public enum Of {
    /// A source of truth declares it of the identity.
    IDENTITY("identity"),
    /// The record says it of the resource.
    RESOURCE("resource"),
    /// The bundle says it of the policy that denied.
    POLICY("policy"),
    NOTHING("");

    private final String text;

    Of(String text) {
      this.text = text;
    }

    /// As reports write it.
    public String text() {
      return text;
    }
  }

  public CauseOwner {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(of, "of");
    if (name.isEmpty() != (of == Of.NOTHING)) {
      throw new IllegalArgumentException("`" + name + "` owns " + of);
    }
  }

  /// Whether anybody is known.
  public boolean isKnown() {
    return of != Of.NOTHING;
  }

  /// As a sentence.
  public String text() {
    return switch (of) {
      case IDENTITY -> name + ", declared for the identity";
      case RESOURCE -> name + ", of the resource";
      case POLICY -> name + ", of the policy that denied";
      case NOTHING -> "no owner is known";
    };
  }
}
