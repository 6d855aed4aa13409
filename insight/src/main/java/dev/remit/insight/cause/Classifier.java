package dev.remit.insight.cause;

import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.declared.Approval;
import dev.remit.insight.declared.Declared;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Says of denials that have one reason what class it is of, by rules of which the first that
/// applies counts. The rules are in the module's README; each names its evidence, and what the
/// records do not show.
final class Classifier {
  /// A grant of an identity to itself within that time of its denial is because of it.
  static final Duration SELF_GRANT_WITHIN = Duration.ofHours(1);

  /// What is permitted that soon after it was denied, and not before, was on its way.
  static final Duration PROPAGATION_MAX = Duration.ofMinutes(1);

  /// A change that long before the first denial may be why.
  static final Duration CHANGE_BEFORE_MAX = Duration.ofDays(1);

  /// And that soon before it, it is likely to be.
  static final Duration CHANGE_CLOSE = Duration.ofHours(1);

  /// Containers on which the same is denied within [#ENUMERATION_WITHIN] by going through a list.
  static final int ENUMERATION_MIN = 10;

  static final Duration ENUMERATION_WITHIN = Duration.ofMinutes(5);

  /// Denials over that long a time with nothing permitted are of work that nobody minds.
  static final int STALE_MIN = 20;

  static final Duration STALE_SPAN_MIN = Duration.ofDays(1);

  /// Declarations that are named.
  private static final int NEEDS_MAX = 5;

  private final History history;
  private final DenialGroup whole;
  private final List<Denials> group;
  private final EntityUid identity;
  private final Instant first;
  private final Instant last;
  private final long count;
  private final EarlierSuccess earlier;

  Classifier(History history, List<Denials> group) {
    this.history = history;
    this.whole = new DenialGroup(group, history.changes());
    this.group = whole.members();
    this.identity = whole.identity();
    this.first = whole.first();
    this.last = whole.last();
    this.count = whole.count();
    this.earlier = whole.earlier();
  }

  Cause cause() {
    Denials earliest = group.stream().min(Comparator.comparing(Denials::first)).orElseThrow();
    return new Cause(
        identity,
        frequent(denials -> denials.key().permission()),
        frequent(denials -> denials.key().container()),
        earliest.key().policy(),
        count,
        first,
        last,
        earliest.firstRecord(),
        earlier,
        status(),
        verdict(),
        followed(),
        owner());
  }

  private CauseOwner owner() {
    String declared = history.known().declared().find(identity).map(Declared::owner).orElse("");
    if (!declared.isEmpty()) {
      return new CauseOwner(declared, CauseOwner.Of.IDENTITY);
    }
    return owner(CauseOwner.Of.RESOURCE, denials -> denials.ground().resourceOwner())
        .or(() -> owner(CauseOwner.Of.POLICY, this::policyOwner))
        .orElse(CauseOwner.NOBODY);
  }

  private Optional<CauseOwner> owner(CauseOwner.Of of, Function<Denials, String> name) {
    return group.stream()
        .map(name)
        .filter(each -> !each.isEmpty())
        .findFirst()
        .map(each -> new CauseOwner(each, of));
  }

  private String policyOwner(Denials denials) {
    Ground ground = denials.ground();
    String policy = denials.key().policy();
    return policy.isEmpty() || ground.bundle().isEmpty()
        ? ""
        : history.known().owners().owner(ground.tenant(), ground.bundle(), policy);
  }

  private List<String> frequent(Function<Denials, String> text) {
    Map<String, Long> counts = new HashMap<>();
    for (Denials denials : group) {
      counts.merge(text.apply(denials), denials.count(), Long::sum);
    }
    return Grouping.byCount(counts);
  }

  private Cause.Status status() {
    if (group.stream().allMatch(denials -> denials.recovery() != null)) {
      return Cause.Status.RECOVERED;
    }
    return last.plus(Duration.ofDays(1)).isBefore(history.end())
        ? Cause.Status.STOPPED
        : Cause.Status.CONTINUING;
  }

  private Verdict verdict() {
    Optional<Verdict> changed = changed();
    Verdict verdict =
        Stream.of(
                misuse(),
                propagation(),
                enumeration(),
                setting(),
                guardrail(),
                new ApplicationBug(history, whole).verdict(),
                changed.filter(drift -> drift.confidence() != Confidence.LOW),
                gap(),
                changed,
                lost(),
                stale())
            .flatMap(Optional::stream)
            .findFirst()
            .orElseGet(() ->
                new Verdict(
                    CauseClass.UNKNOWN, Confidence.LOW, List.of(Evidence.of(earlier.text()))));
    return verdict.kind() == CauseClass.POLICY_GAP ? verdict : verdict.with(needed());
  }

  /// What declares that it is needed.
  private List<Evidence> needed() {
    long needed = group.stream().mapToLong(Denials::needed).sum();
    return group.stream()
        .flatMap(denials -> denials.needs().stream())
        .distinct()
        .limit(NEEDS_MAX)
        .map(need ->
            Evidence.of(
                (needed == count ? "it is" : needed + " of " + count + " are")
                    + " declared as needed: "
                    + need))
        .toList();
  }

  private Optional<Verdict> misuse() {
    boolean around = Grouping.services(group) >= Grouping.AROUND_MIN && group.size() >= 3;
    Optional<Change> grant = selfGrant();
    if (!around && grant.isEmpty()) {
      return Optional.empty();
    }
    List<Evidence> evidence = new ArrayList<>();
    if (around) {
      evidence.add(
          new Evidence(
              "denied by "
                  + Grouping.services(group)
                  + " services within "
                  + seconds(first, last)
                  + ", and never permitted there before",
              group.getFirst().firstRecord()));
    }
    grant.ifPresent(change ->
        evidence.add(
            new Evidence(
                "after the denials it changed what it may do itself: " + change.text(),
                change.record())));
    evidence.add(Evidence.of(earlier.text()));
    return Optional.of(
        new Verdict(
            CauseClass.SUSPECTED_MISUSE,
            around && grant.isPresent() ? Confidence.HIGH : Confidence.MEDIUM,
            evidence));
  }

  private Optional<Change> selfGrant() {
    return history.changes().stream()
        .filter(change ->
            change.isOfAuthority()
                && change.by().equals(identity)
                && change.isAbout(identity)
                && isAfter(change.time(), SELF_GRANT_WITHIN))
        .findFirst();
  }

  /// Not before the first denial, and within that time of the last.
  private boolean isAfter(Instant time, Duration within) {
    return !time.isBefore(first) && !time.isAfter(last.plus(within));
  }

  private Optional<Verdict> propagation() {
    Optional<Attempt> recovery =
        group.stream()
            .map(Denials::recovery)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .max(Comparator.comparing(Attempt::time));
    boolean all = group.stream().allMatch(denials -> denials.recovery() != null);
    if (!all
        || recovery.isEmpty()
        || earlier instanceof EarlierSuccess.Seen
        || recovery.get().time().isAfter(first.plus(PROPAGATION_MAX))
        || whole.isChangedBetween(last, recovery.get().time())) {
      return Optional.empty();
    }
    Optional<Change> before = whole.before(PROPAGATION_MAX);
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        new Evidence(
            "the same was permitted "
                + seconds(last, recovery.get().time())
                + " after the last denial, with no change in between",
            recovery.get().id()));
    before.ifPresentOrElse(
        change -> evidence.add(new Evidence("shortly before, " + change.text(), change.record())),
        () -> evidence.add(Evidence.of("the change itself is not in the log")));
    return Optional.of(
        new Verdict(
            CauseClass.PROPAGATION_DELAY,
            before.isPresent() ? Confidence.HIGH : Confidence.MEDIUM,
            evidence));
  }

  private Optional<Verdict> enumeration() {
    long containers = group.stream().map(denials -> denials.key().container()).distinct().count();
    boolean same =
        group.stream().map(denials -> denials.key().permission()).distinct().count() == 1;
    if (!same
        || containers < ENUMERATION_MIN
        || earlier instanceof EarlierSuccess.Seen
        || last.isAfter(first.plus(ENUMERATION_WITHIN))) {
      return Optional.empty();
    }
    return Optional.of(
        new Verdict(
            CauseClass.SUSPECTED_MISUSE,
            Confidence.MEDIUM,
            List.of(
                new Evidence(
                    "the same was asked of "
                        + containers
                        + " resources within "
                        + seconds(first, last)
                        + ", and denied each time: it goes through a list",
                    group.getFirst().firstRecord()),
                Evidence.of(earlier.text()))));
  }

  /// The answers name settings. That it was permitted before is then no drift of what is granted:
  /// the setting changed, or what it depends on, such as the region or the session.
  private Optional<Verdict> setting() {
    if (group.stream().anyMatch(denials -> denials.settings().isEmpty())) {
      return Optional.empty();
    }
    List<Evidence> evidence = new ArrayList<>();
    group.stream()
        .flatMap(denials -> denials.settings().stream())
        .distinct()
        .forEach(setting ->
            evidence.add(
                new Evidence("the answer names " + setting, group.getFirst().firstRecord())));
    evidence.add(Evidence.of(earlier.text()));
    return Optional.of(new Verdict(CauseClass.SETTING, Confidence.HIGH, evidence));
  }

  private Optional<Verdict> guardrail() {
    if (!group.stream().allMatch(Denials::isExplicit)) {
      return Optional.empty();
    }
    long between = group.stream().mapToLong(Denials::permitsBetween).sum();
    boolean lost = earlier instanceof EarlierSuccess.Seen && between == 0;
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence("a rule forbids it by name", group.getFirst().firstRecord()));
    evidence.add(Evidence.of(earlier.text()));
    Optional<Denials> other = lost ? ofAnotherBundle() : Optional.empty();
    other.ifPresent(denials -> evidence.add(bundles(denials)));
    if (between > 0) {
      evidence.add(
          Evidence.of(
              "it was permitted "
                  + Evidence.times(between)
                  + " in between: the rule has a condition"));
    }
    return Optional.of(
        new Verdict(
            lost ? CauseClass.DRIFT : CauseClass.GUARDRAIL,
            lost || between > 0 ? Confidence.MEDIUM : Confidence.HIGH,
            evidence,
            other.map(this::approval).orElseGet(Approval.NoChange::new)));
  }

  private Optional<Verdict> changed() {
    Optional<Change> found = whole.before(CHANGE_BEFORE_MAX);
    if (found.isEmpty() || earlier instanceof EarlierSuccess.NotSeen) {
      return Optional.empty();
    }
    Change change = found.get();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        new Evidence(
            seconds(change.time(), first) + " before the first denial " + change.text(),
            change.record()));
    boolean others = change.namesOthersThan(identity);
    if (others) {
      evidence.add(
          new Evidence(
              "the policy that it wrote names others, and not this identity", change.record()));
    }
    long permits =
        group.stream().mapToLong(denials -> history.permitsOfOthers(denials.key())).sum();
    if (permits > 0) {
      evidence.add(Evidence.of("others were permitted the same there " + permits + " times"));
    }
    evidence.add(Evidence.of(earlier.text()));
    return Optional.of(
        new Verdict(
            CauseClass.DRIFT,
            confidence(change, others),
            evidence,
            approved(change.by().toString(), change.resources(), change.time())));
  }

  private Confidence confidence(Change change, boolean others) {
    return switch (earlier) {
      case EarlierSuccess.Seen(Instant success) ->
          success.isBefore(change.time()) ? Confidence.HIGH : Confidence.MEDIUM;
      case EarlierSuccess.NotSeen _, EarlierSuccess.NotObservable _ ->
          others && !change.time().isBefore(first.minus(CHANGE_CLOSE))
              ? Confidence.MEDIUM
              : Confidence.LOW;
    };
  }

  private Optional<Verdict> gap() {
    boolean declared = group.stream().allMatch(denials -> denials.needed() == denials.count());
    boolean permitted = group.stream().anyMatch(denials -> denials.permitsBetween() > 0);
    if (!declared || permitted || earlier instanceof EarlierSuccess.Seen) {
      return Optional.empty();
    }
    List<Evidence> evidence = new ArrayList<>(needed());
    evidence.add(Evidence.of(earlier.text()));
    long peers =
        group.stream()
            .flatMap(denials -> history.peersPermitted(denials.key()).stream())
            .distinct()
            .count();
    if (peers > 0) {
      evidence.add(
          Evidence.of("of its kind, " + peers + (peers == 1 ? " was" : " were") + " permitted it"));
    }
    return Optional.of(
        new Verdict(
            CauseClass.POLICY_GAP,
            earlier instanceof EarlierSuccess.NotSeen ? Confidence.HIGH : Confidence.MEDIUM,
            evidence));
  }

  private Optional<Verdict> lost() {
    if (!(earlier instanceof EarlierSuccess.Seen)) {
      return Optional.empty();
    }
    Optional<Denials> other = ofAnotherBundle();
    return Optional.of(
        new Verdict(
            CauseClass.DRIFT,
            other.isPresent() ? Confidence.MEDIUM : Confidence.LOW,
            List.of(
                Evidence.of(earlier.text()),
                other
                    .map(this::bundles)
                    .orElseGet(() -> Evidence.of("no change that explains it is in the log"))),
            other.map(this::approval).orElseGet(Approval.NoChange::new)));
  }

  /// Of what was permitted on one bundle and is denied on another; none if any of the rest was
  /// permitted on the same.
  private Optional<Denials> ofAnotherBundle() {
    return group.stream().allMatch(Denials::isOfAnotherBundle)
        ? Optional.of(group.getFirst())
        : Optional.empty();
  }

  private Evidence bundles(Denials denials) {
    String bundle = denials.ground().bundle();
    return new Evidence(
        "it was permitted on bundle "
            + denials.permittedOn()
            + ", and is denied on "
            + bundle
            + ", on which the log decides from "
            + history.firstOn(bundle)
            + "; it does not say who put that in force",
        denials.firstRecord());
  }

  private Approval approval(Denials denials) {
    String bundle = denials.ground().bundle();
    return approved("", List.of(bundle), history.firstOn(bundle));
  }

  private Approval approved(String by, List<String> changed, Instant at) {
    return history.known().approved().of(by, changed, at);
  }

  private Optional<Verdict> stale() {
    boolean permitted =
        group.stream()
            .anyMatch(denials -> denials.permitsBetween() > 0 || denials.recovery() != null);
    if (permitted || count < STALE_MIN || last.isBefore(first.plus(STALE_SPAN_MIN))) {
      return Optional.empty();
    }
    return Optional.of(
        new Verdict(
            CauseClass.STALE_AUTOMATION,
            earlier instanceof EarlierSuccess.NotSeen ? Confidence.MEDIUM : Confidence.LOW,
            List.of(
                new Evidence(
                    count + " denials over " + seconds(first, last) + ", and nothing permitted",
                    group.getFirst().firstRecord()),
                Evidence.of(earlier.text()))));
  }

  private List<FollowUp> followed() {
    List<FollowUp> followed = new ArrayList<>();
    if (count > group.size()) {
      followed.add(
          new FollowUp(
              FollowUp.Kind.RETRY, last, (count - group.size()) + " further denials of the same"));
    }
    whole.relevant().stream()
        .filter(change -> change.time().isAfter(first) && isAfter(change.time(), Denials.AFTER_MAX))
        .forEach(change ->
            followed.add(
                new FollowUp(
                    change.by().equals(identity) ? FollowUp.Kind.SELF_GRANT : FollowUp.Kind.GRANT,
                    change.time(),
                    change.text())));
    for (Denials denials : group) {
      denials.others().forEach(other -> followed.add(instead(other)));
      Attempt recovery = denials.recovery();
      if (recovery != null) {
        followed.add(
            new FollowUp(
                FollowUp.Kind.RECOVERY,
                recovery.time(),
                "`" + recovery.action() + "` was permitted"));
      }
    }
    if (status() == Cause.Status.STOPPED
        && group.stream().allMatch(denials -> denials.recovery() == null)) {
      followed.add(new FollowUp(FollowUp.Kind.ABANDONED, last, "it was not seen to ask again"));
    }
    followed.sort(Comparator.comparing(FollowUp::time));
    return followed;
  }

  private FollowUp instead(Attempt other) {
    boolean isForEmergencies =
        history
            .known()
            .declared()
            .find(other.identity())
            .filter(Declared::isForEmergencies)
            .isPresent();
    return new FollowUp(
        isForEmergencies ? FollowUp.Kind.EMERGENCY : FollowUp.Kind.OTHER_IDENTITY,
        other.time(),
        other.identity() + " was permitted `" + other.action() + "` from the same place");
  }

  private static String seconds(Instant from, Instant until) {
    long seconds = Duration.between(from, until).toSeconds();
    if (seconds < 2 * 60) {
      return seconds + " s";
    }
    long hours = seconds / 3600;
    return hours < 48 ? seconds / 60 + " min" : hours / 24 + " days";
  }
}
