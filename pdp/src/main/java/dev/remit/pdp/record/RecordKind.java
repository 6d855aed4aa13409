package dev.remit.pdp.record;

import dev.remit.cedar.diagnostic.Choices;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a record is a record of.
public enum RecordKind {
  /// Decided here, for a request that was waiting for the answer.
  DECISION("decision"),
  /// Decided here for work recorded elsewhere: nobody waited for the answer, nothing was enforced.
  RUN("run"),
  /// A page of a search was answered. Nothing was decided for anybody, so it counts in no rate; its
  /// outcome is always a denial, because a search authorizes nothing.
  SEARCH("search"),
  /// A task was to be opened or ended, or an outcome was reported. It counts in no rate.
  TASK("task"),
  /// Another system decided, and its log was read. Nothing of it can be taken again here.
  OBSERVATION("observation");

  /// Those that rates count.
  public static final List<RecordKind> IN_RATES =
      Stream.of(values()).filter(kind -> !kind.isOutsideRates()).toList();

  private final String text;

  RecordKind(String text) {
    this.text = text;
  }

  /// Whether no rate counts it, neither as a denial nor among what was asked.
  public boolean isOutsideRates() {
    return switch (this) {
      case DECISION, RUN, OBSERVATION -> false;
      case SEARCH, TASK -> true;
    };
  }

  /// Whether it records a decision that was taken here, with all that it rests on.
  public boolean isDecidedHere() {
    return switch (this) {
      case DECISION, RUN -> true;
      case SEARCH, TASK, OBSERVATION -> false;
    };
  }

  /// As records write it.
  public String text() {
    return text;
  }

  public static Optional<RecordKind> find(String text) {
    return find(List.of(values()), text);
  }

  /// As [#find], among those that rates count.
  public static Optional<RecordKind> findInRates(String text) {
    return find(IN_RATES, text);
  }

  private static Optional<RecordKind> find(List<RecordKind> among, String text) {
    for (RecordKind kind : among) {
      if (kind.text.equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /// As messages list those that rates count.
  public static String choicesInRates() {
    return Choices.text(IN_RATES.stream().map(RecordKind::text));
  }
}
