package dev.remit.store.data;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a tenant: one who shares a service with others and sees nothing of theirs. It is the
/// name of a folder too, so that it is plain: lower-case letters, digits and `-`.
public record TenantId(String value) implements Comparable<TenantId> {
  /// Characters of a name.
  public static final int LENGTH_MAX = 32;

  /// What a name has to be, for messages.
  public static final String FORM =
      "1 to " + LENGTH_MAX + " lower-case letters, digits and `-`, a letter first";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0," + (LENGTH_MAX - 1) + "}");

  /// Whose is what nobody says anything else of.
  public static final TenantId DEFAULT = new TenantId("default");

  public TenantId {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException("no name of a tenant; write " + FORM);
    }
  }

  /// Empty where a text is no name of a tenant.
  public static Optional<TenantId> find(String text) {
    if (text.equals(DEFAULT.value)) {
      return Optional.of(DEFAULT);
    }
    return NAME.matcher(text).matches() ? Optional.of(new TenantId(text)) : Optional.empty();
  }

  public boolean isDefault() {
    return equals(DEFAULT);
  }

  @Override
  public int compareTo(TenantId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
