package dev.remit.insight.rate;

import java.util.Objects;

/// How many denials of a rise are of one class of causes, and how sure that is; `confidence` is
/// empty where the class is not known.
public record RiseClass(String title, String confidence, long denied) {
  public RiseClass {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(confidence, "confidence");
    if (denied < 1) {
      throw new IllegalArgumentException(denied + " denied");
    }
  }

  /// As people read it.
  public String text() {
    return confidence.isEmpty() ? title : title + ", " + confidence;
  }
}
