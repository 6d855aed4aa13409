package dev.remit.insight.declared;

import dev.remit.cedar.value.UidText;
import java.util.Objects;

/// What declarations name things by: an id, or `Type::"id"`; a `*` at the end of the id stands for
/// any end.
record NamePattern(String text) {
  private static final String ANY = "*";

  NamePattern {
    Objects.requireNonNull(text, "text");
  }

  /// Whether it names an entity, which is written as `Type::"id"`.
  boolean isOf(String uid) {
    if (text.indexOf('"') < 0) {
      return isLike(UidText.id(uid));
    }
    return text.endsWith(ANY + '"')
        ? uid.startsWith(text.substring(0, text.length() - 2))
        : uid.equals(text);
  }

  /// Whether it names a plain name.
  boolean isLike(String name) {
    return text.endsWith(ANY)
        ? name.startsWith(text.substring(0, text.length() - 1))
        : name.equals(text);
  }
}
