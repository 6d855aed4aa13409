package dev.remit.pdp.search;

import dev.remit.cedar.value.EntityUid;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A part of the answer to a search.
///
/// `asked` counts the candidates that were asked for it. `next` is the candidate that the next page
/// begins at, empty at the end. `total` counts everything the search finds, if that is known: only
/// the first page may know it.
public record SearchPage(List<Found> found, int asked, OptionalInt next, OptionalLong total) {
  /// Nothing found, and nothing more to ask.
  static final SearchPage EMPTY =
      new SearchPage(List.of(), 0, OptionalInt.empty(), OptionalLong.of(0));

  public SearchPage {
    found = List.copyOf(found);
  }

  /// A candidate that is permitted, with the `@obligation` texts that the permit comes with.
  public record Found(EntityUid uid, List<String> obligations) {
    public Found {
      obligations = List.copyOf(obligations);
    }
  }
}
