package dev.remit.insight.rate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What records alone can say of the attempts of a scope.
///
/// `records` are those attempts that still have one: fewer than were counted where retention
/// removed some. `late` are those that were received more than [DetailsReader#LATE] after they were
/// decided. `visible` is the rate of user-visible failures, null where no record says what a user
/// saw: then it is unavailable, and not zero. `workflows` are the tasks whose end was reported, by
/// purpose. `largest` is the largest cause of denials, null where there is none. `sights` are of
/// the whole log, whatever the window, the latest first.
public record Details(
    long records,
    long late,
    @Nullable Rate visible,
    List<Workflow> workflows,
    @Nullable LargestCause largest,
    List<Sight> sights) {
  public Details {
    workflows = List.copyOf(workflows);
    sights = List.copyOf(sights);
    if (late > records) {
      throw new IllegalArgumentException(late + " of " + records + " are late");
    }
  }
}
