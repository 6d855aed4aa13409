package dev.remit.client;

import java.util.List;
import java.util.Objects;

/// What is to be done about a question. Never thrown and never null: whatever went wrong is a
/// denial that says so.
public sealed interface Answer {
  /// The id of the recorded decision, empty where none was had.
  String id();

  /// In the service's order.
  List<Reason> reasons();

  /// What the caller must do; of an answer that [RemitClient] permitted, all were done.
  List<Obligation> obligations();

  default boolean isPermitted() {
    return this instanceof Permitted;
  }

  /// Whether it is a denial for want of an answer from the service.
  default boolean isUnavailable() {
    return this instanceof Denied
        && reasons().stream().anyMatch(reason -> reason.code().equals(Reason.UNAVAILABLE));
  }

  /// It may be done.
  record Permitted(String id, List<Reason> reasons, List<Obligation> obligations)
      implements Answer {
    public Permitted {
      Objects.requireNonNull(id, "id");
      reasons = List.copyOf(reasons);
      obligations = List.copyOf(obligations);
    }
  }

  /// It must not be done.
  record Denied(String id, List<Reason> reasons, List<Obligation> obligations) implements Answer {
    public Denied {
      Objects.requireNonNull(id, "id");
      reasons = List.copyOf(reasons);
      obligations = List.copyOf(obligations);
    }

    static Denied unavailable(String text) {
      return because(Reason.UNAVAILABLE, text, "", List.of());
    }

    static Denied because(String code, String text, String id, List<Obligation> obligations) {
      return new Denied(id, List.of(new Reason(code, "", text)), obligations);
    }
  }
}
