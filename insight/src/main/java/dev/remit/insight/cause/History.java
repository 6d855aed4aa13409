package dev.remit.insight.cause;

import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.declared.Declarations;
import dev.remit.insight.declared.Declared;
import dev.remit.insight.declared.Need;
import dev.remit.insight.declared.SourcesOfTruth;
import dev.remit.insight.rate.Account;
import dev.remit.insight.rate.RiseClass;
import dev.remit.store.query.Condition;
import dev.remit.store.query.DecisionRows;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.Selection;
import dev.remit.store.row.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a log says of who was denied what, was permitted what before and after, and what changed.
/// Takes the records in from the oldest to the newest; for one thread.
///
/// Everything has a limit; what is beyond one is left out, and [#isWhole] is false then.
public final class History {
  /// What a process may remember that does nothing else.
  public static final Limits USUAL = new Limits(20_000, 500_000, 200_000, 100_000);

  /// How much is remembered: denials that are told apart, by identity, permission and container;
  /// pairs of identity and action on a container that were permitted; pairs of identity and type of
  /// resource; changes.
  public record Limits(int denied, int permitted, int names, int changes) {}

  /// How long before a denial the log has to show such actions for the absence of a success to say
  /// anything.
  static final Duration SHOWN_MIN = Duration.ofDays(1);

  /// An action on a container.
  private record ActionOn(String action, String container) {
    static ActionOn of(Attempt attempt) {
      return new ActionOn(attempt.action(), attempt.container());
    }
  }

  private record Permitted(EntityUid identity, ActionOn what) {}

  /// How often something was permitted, when last, on which bundle and with which clients.
  private static final class Permits {
    private final Clients clients = new Clients();
    private long count;
    private Instant last = Instant.EPOCH;
    private String bundle = "";

    private void add(Attempt attempt) {
      count++;
      last = attempt.time();
      bundle = attempt.ground().bundle();
      clients.add(attempt.client());
    }
  }

  /// Resources of a type, as an identity names them.
  private record Naming(EntityUid identity, String type) {}

  private final SourcesOfTruth known;
  private final Limits limits;
  private final Map<String, Instant> shownSince = new HashMap<>();
  private final Map<Permitted, Permits> permitted = new HashMap<>();
  private final Map<ActionOn, Long> permits = new HashMap<>();
  private final Map<Denials.Key, Denials> denied = new LinkedHashMap<>();
  private final Map<ActionOn, List<Denials>> deniedOn = new HashMap<>();
  private final Map<Naming, NamesUsed> names = new HashMap<>();

  /// Types of resources of which names that look as if they were not filled in are names.
  private final Set<String> typesNamedSo = new HashSet<>();

  private final List<Change> changes = new ArrayList<>();
  private final Map<ActionOn, List<EntityUid>> permittedTo = new HashMap<>();
  private int indexedSize;

  /// When each bundle was first decided on; digests are few.
  private final Map<String, Instant> bundles = new HashMap<>();

  private final Set<IdentityHour> watched = new HashSet<>();
  private Instant end = Instant.EPOCH;
  private long records;
  private boolean whole = true;

  /// Without any source of truth beside the log.
  public History() {
    this(SourcesOfTruth.NONE);
  }

  public History(SourcesOfTruth known) {
    this(known, USUAL);
  }

  public History(SourcesOfTruth known, Limits limits) {
    this.known = Objects.requireNonNull(known, "known");
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /// Remembers from now on how many denials of an hour of an identity each cause has.
  public void watch(IdentityHour hour) {
    watched.add(hour);
  }

  /// Takes the next record in. Searches, notes and duplicates are passed over.
  public void add(Row row) {
    if (!Account.isCounted(row)) {
      return;
    }
    Attempt attempt = Attempt.of(row);
    end = attempt.time();
    if (attempt.account().isEmpty()) {
      return;
    }
    records++;
    bundles.putIfAbsent(attempt.ground().bundle(), attempt.time());
    shownSince.putIfAbsent(attempt.action(), attempt.time());
    addName(attempt);
    if (attempt.isDenied()) {
      deny(attempt);
    } else if (attempt.isPermitted()) {
      permit(attempt);
      addChange(attempt);
    }
  }

  /// Takes in all records of a log that are so.
  public void addAll(LogTable table, List<Condition> conditions) throws QueryFault {
    try (DecisionRows rows = table.select(Selection.oldestFirst(conditions))) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        add(row);
      }
    }
  }

  private void addName(Attempt attempt) {
    if (attempt.unfilled().isPresent()) {
      if (attempt.isPermitted()) {
        typesNamedSo.add(attempt.unfilled().get().type());
      }
      return;
    }
    for (String type : List.of(UnfilledName.ACTION, attempt.resourceType())) {
      Naming naming = new Naming(attempt.identity(), type);
      if (names.size() < limits.names() || names.containsKey(naming)) {
        names.computeIfAbsent(naming, _ -> new NamesUsed()).add(attempt);
      } else {
        whole = false;
      }
    }
  }

  private void deny(Attempt attempt) {
    Denials.Key key = Denials.Key.of(attempt);
    Denials denials = denied.get(key);
    if (denials == null) {
      if (denied.size() == limits.denied()) {
        whole = false;
        return;
      }
      denials = denials(attempt);
      denied.put(key, denials);
      deniedOn.computeIfAbsent(ActionOn.of(attempt), _ -> new ArrayList<>()).add(denials);
    }
    denials.deny(attempt);
    need(attempt).ifPresent(denials::need);
    if (!watched.isEmpty()) {
      IdentityHour hour = IdentityHour.of(attempt);
      if (watched.contains(hour)) {
        denials.countIn(hour.hour());
      }
    }
  }

  /// What declares that a request is needed.
  private Optional<String> need(Attempt attempt) {
    return Stream.concat(
            known.declared().needs(attempt.identity(), attempt.time()).stream()
                .filter(need -> isCovered(attempt, need))
                .map(need -> need.text() + ", for the identity"),
            known.declared().needs(attempt.purpose()).stream()
                .filter(need -> isCovered(attempt, need))
                .map(need -> need.text() + ", for the purpose `" + attempt.purpose() + "`"))
        .findFirst();
  }

  private static boolean isCovered(Attempt attempt, Need need) {
    return need.covers(attempt.action(), attempt.permission(), attempt.resources());
  }

  /// The first of them, with what was permitted of the same before.
  private Denials denials(Attempt attempt) {
    Permits success = permitted.get(new Permitted(attempt.identity(), ActionOn.of(attempt)));
    return success == null
        ? new Denials(attempt, noEarlier(attempt), new Clients(), "")
        : new Denials(
            attempt, new EarlierSuccess.Seen(success.last), success.clients.copy(), success.bundle);
  }

  private EarlierSuccess noEarlier(Attempt attempt) {
    Instant since = Objects.requireNonNull(shownSince.get(attempt.action()));
    return since.plus(SHOWN_MIN).isAfter(attempt.time())
        ? new EarlierSuccess.NotObservable(since)
        : new EarlierSuccess.NotSeen(since);
  }

  private void permit(Attempt attempt) {
    ActionOn what = ActionOn.of(attempt);
    Permitted who = new Permitted(attempt.identity(), what);
    if (permitted.size() < limits.permitted() || permitted.containsKey(who)) {
      permitted.computeIfAbsent(who, _ -> new Permits()).add(attempt);
      permits.merge(what, 1L, Long::sum);
    } else {
      whole = false;
    }
    for (Denials denials : deniedOn.getOrDefault(what, List.of())) {
      denials.permit(attempt);
    }
  }

  private void addChange(Attempt attempt) {
    if (attempt.change().isEmpty()) {
      return;
    }
    if (changes.size() == limits.changes()) {
      whole = false;
      return;
    }
    changes.add(
        new Change(
            attempt.id(),
            attempt.time(),
            attempt.change().get(),
            attempt.identity(),
            attempt.action(),
            attempt.resources(),
            attempt.parameters()));
  }

  /// What explains the denials, the most frequent first.
  public List<Cause> causes() {
    return new Grouping(this).causes().stream().map(Grouping.Explained::cause).toList();
  }

  /// Of what classes the denials of the watched hours are, the class with the most first; without
  /// hours that have none.
  public Map<IdentityHour, List<RiseClass>> watched() {
    List<Grouping.Explained> causes = new Grouping(this).causes();
    Map<IdentityHour, List<RiseClass>> classes = new HashMap<>();
    for (IdentityHour hour : watched) {
      List<RiseClass> found = classes(hour, causes);
      if (!found.isEmpty()) {
        classes.put(hour, found);
      }
    }
    return classes;
  }

  /// The confidence of a class is that of the cause that has the most of them.
  private static List<RiseClass> classes(IdentityHour hour, List<Grouping.Explained> causes) {
    Map<CauseClass, RiseClass> classes = new EnumMap<>(CauseClass.class);
    causes.stream()
        .filter(each -> each.cause().identity().toString().equals(hour.identity()))
        .filter(each -> each.denialsIn(hour.hour()) > 0)
        .sorted(
            Comparator.comparingLong((Grouping.Explained each) -> each.denialsIn(hour.hour()))
                .reversed())
        .forEach(each -> {
          Verdict verdict = each.cause().verdict();
          classes.merge(
              verdict.kind(),
              new RiseClass(
                  verdict.kind().text(),
                  verdict.kind() == CauseClass.UNKNOWN ? "" : verdict.confidence().text(),
                  each.denialsIn(hour.hour())),
              (most, other) ->
                  new RiseClass(most.title(), most.confidence(), most.denied() + other.denied()));
        });
    return classes.values().stream()
        .sorted(Comparator.comparingLong(RiseClass::denied).reversed())
        .toList();
  }

  /// What changed what somebody may do, the oldest first.
  public List<Change> changes() {
    return Collections.unmodifiableList(changes);
  }

  /// Attempts that were taken in; a sign-in is none.
  public long records() {
    return records;
  }

  /// Whether nothing was left out for want of room.
  public boolean isWhole() {
    return whole;
  }

  /// What is known beside the log.
  SourcesOfTruth known() {
    return known;
  }

  /// When a bundle was first decided on.
  Instant firstOn(String bundle) {
    return Objects.requireNonNull(bundles.get(bundle), "a bundle of the log");
  }

  /// The time of the last record.
  Instant end() {
    return end;
  }

  List<Denials> denied() {
    return List.copyOf(denied.values());
  }

  /// Who of its kind was permitted what one is denied: of the same declared owner and kind, or, of
  /// who is not declared with these, of the same type.
  List<EntityUid> peersPermitted(Denials.Key key) {
    return permittedTo()
        .getOrDefault(new ActionOn(key.action(), key.container()), List.of())
        .stream()
        .filter(other -> !other.equals(key.identity()) && isPeer(key.identity(), other))
        .toList();
  }

  /// Who was permitted what somebody is denied; made once for all that is there.
  private Map<ActionOn, List<EntityUid>> permittedTo() {
    int size = permitted.size() + deniedOn.size();
    if (indexedSize != size) {
      permittedTo.clear();
      for (Permitted each : permitted.keySet()) {
        if (deniedOn.containsKey(each.what())) {
          permittedTo.computeIfAbsent(each.what(), _ -> new ArrayList<>()).add(each.identity());
        }
      }
      indexedSize = size;
    }
    return permittedTo;
  }

  private boolean isPeer(EntityUid one, EntityUid other) {
    Declarations declared = known.declared();
    Optional<Declared> said = declared.find(one).filter(each -> !each.owner().isEmpty());
    return said.isEmpty()
        ? one.type().equals(other.type())
        : declared
            .find(other)
            .filter(each ->
                each.owner().equals(said.get().owner()) && each.kind().equals(said.get().kind()))
            .isPresent();
  }

  /// The names that an identity filled in of resources of the type of another name; empty if none,
  /// or if names of that type may look as if they were not filled in: somebody was permitted one.
  Optional<NamesUsed> namesBeside(EntityUid identity, UnfilledName name) {
    return typesNamedSo.contains(name.type())
        ? Optional.empty()
        : Optional.ofNullable(names.get(new Naming(identity, name.type())));
  }

  /// How often others were permitted what one is denied.
  long permitsOfOthers(Denials.Key key) {
    ActionOn what = new ActionOn(key.action(), key.container());
    Permits own = permitted.get(new Permitted(key.identity(), what));
    return permits.getOrDefault(what, 0L) - (own == null ? 0 : own.count);
  }
}
