package dev.remit.store.query;

import java.util.Objects;

/// A value that is one JSON text.
public record JsonText(String text) {
  public JsonText {
    Objects.requireNonNull(text, "text");
  }
}
