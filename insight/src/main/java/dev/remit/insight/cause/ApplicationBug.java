package dev.remit.insight.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The rules by which denials are an application's own fault: what was asked for is not what was
/// meant, and what was meant is permitted.
final class ApplicationBug {
  /// A permit so long after a denial is of the same time.
  static final Duration SAME_TIME = Duration.ofHours(1);

  /// Sentences for a class of which there may be one for each container.
  private static final int EVIDENCE_MAX = 8;

  private final History history;
  private final DenialGroup group;

  ApplicationBug(History history, DenialGroup group) {
    this.history = history;
    this.group = group;
  }

  Optional<Verdict> verdict() {
    return unfilled().or(this::otherClient);
  }

  /// Names that look as if they were not filled in, where the identity fills in others.
  private Optional<Verdict> unfilled() {
    List<Evidence> evidence = new ArrayList<>();
    boolean works = true;
    for (Denials denials : group.members()) {
      Optional<UnfilledName> name = denials.unfilled();
      Optional<NamesUsed> others =
          name.flatMap(each -> history.namesBeside(group.identity(), each));
      if (name.isEmpty() || others.isEmpty()) {
        return Optional.empty();
      }
      evidence.add(
          new Evidence(
              "`" + name.get().name() + "` looks like a name that was not filled in",
              denials.firstRecord()));
      evidence.add(
          Evidence.of(
              "in "
                  + others.get().requests()
                  + " other requests it filled in the name of a `"
                  + name.get().type()
                  + "`"));
      Optional<NamesUsed.Span> span =
          others
              .get()
              .permitted(denials.key().action())
              .filter(each -> each.meets(group.first(), group.last().plus(SAME_TIME)));
      span.ifPresent(each ->
          evidence.add(
              Evidence.of(
                  "with such names `"
                      + denials.key().action()
                      + "` was permitted "
                      + Evidence.times(each.count())
                      + ", from "
                      + each.first()
                      + " to "
                      + each.last())));
      works &= span.isPresent();
    }
    if (!works && group.before(Classifier.CHANGE_BEFORE_MAX).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new Verdict(
            CauseClass.APPLICATION_BUG,
            works ? Confidence.HIGH : Confidence.MEDIUM,
            evidence.stream().distinct().limit(EVIDENCE_MAX).toList()));
  }

  /// Permitted throughout with other clients than those that are denied.
  private Optional<Verdict> otherClient() {
    if (!(group.earlier() instanceof EarlierSuccess.Seen(Instant success))
        || group.isChangedBetween(success, group.last())) {
      return Optional.empty();
    }
    for (Denials denials : group.members()) {
      if (!(denials.earlier() instanceof EarlierSuccess.Seen)
          || denials.permitsBetween() == 0
          || denials.recovery() == null
          || !denials.clients().areOtherThan(denials.permittedClients())) {
        return Optional.empty();
      }
    }
    boolean alike =
        group.members().stream()
            .allMatch(denials -> denials.clients().comeLike(denials.permittedClients()));
    Denials denials = group.members().getFirst();
    return Optional.of(
        new Verdict(
            CauseClass.APPLICATION_BUG,
            alike ? Confidence.MEDIUM : Confidence.LOW,
            List.of(
                Evidence.of(
                    "it was permitted before, between and after the denials with "
                        + names(denials.permittedClients())),
                new Evidence(
                    "every denial came with " + names(denials.clients()), denials.firstRecord()),
                Evidence.of(
                    alike
                        ? "from the same address, and no change of authority is in the log"
                        : "from another address, endpoint or without the second factor, on which a"
                            + " grant may depend"))));
  }

  private static String names(Clients clients) {
    return clients.agents().stream()
        .map(agent -> "`" + agent + "`")
        .collect(Collectors.joining(", "));
  }
}
