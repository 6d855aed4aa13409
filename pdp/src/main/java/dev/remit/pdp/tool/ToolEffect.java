package dev.remit.pdp.tool;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What calling a tool does.
public enum ToolEffect {
  /// Looks at what is the user's own.
  READ,
  /// Reads from an address that an argument names: the request itself leaves the house.
  FETCH,
  /// Fills in or uploads something at an address.
  SUBMIT,
  /// Sends something to someone.
  SEND,
  /// Moves money, or spends it.
  PAY,
  /// Removes something, or cannot be taken back.
  DESTROY,
  /// Changes a password, a permission or what is known of an account.
  SECRET,
  /// Keeps something among the user's own.
  STORE,
  /// Changes something otherwise; what nothing is known of does.
  WRITE;

  /// Its bit in a set of effects that is written as bits.
  public int bit() {
    return 1 << compareTo(READ);
  }

  /// As policies see it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ToolEffect> find(String text) {
    return Stream.of(values()).filter(effect -> effect.text().equals(text)).findFirst();
  }
}
