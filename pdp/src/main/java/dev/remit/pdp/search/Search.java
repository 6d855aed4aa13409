package dev.remit.pdp.search;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.schema.ActionType;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.RecordValue;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.Overlay;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.search.SearchPage.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A search on one bundle, one snapshot and at one instant. Immutable: asked again, it answers the
/// same.
///
/// Candidates are the entities of the type that is sought, or the actions that requests may name,
/// in ascending order of their ids. What is found is exactly what [Pdp#decide] permits, asked one
/// by one; the context is mapped once for all of them.
public final class Search {
  /// Candidates that are asked for one page.
  public static final int ASKED_MAX = 100_000;

  /// What one page may find.
  public static final int FOUND_MAX = 1_000;

  private static final Name ACTION = new Name("Action");

  private final DecisionInputs inputs;
  private final RawRequest.Search asked;
  private final Bundle bundle;
  private final MappedRequest.@Nullable Mapped template;
  private final Snapshot snapshot;
  private final Entities seen;
  private final RecordValue said;
  private final List<EntityUid> candidates;

  private Search(
      DecisionInputs inputs,
      RawRequest.Search asked,
      Bundle bundle,
      MappedRequest.@Nullable Mapped template,
      Snapshot snapshot,
      List<EntityUid> candidates) {
    this.inputs = inputs;
    this.asked = asked;
    this.bundle = bundle;
    this.template = template;
    this.candidates = candidates;
    this.snapshot = snapshot;
    Entities stored = snapshot.seen(bundle, inputs.now());
    if (template == null) {
      this.said = RecordValue.EMPTY;
      this.seen = stored;
    } else {
      SortedMap<EntityUid, RecordValue> fixed = new TreeMap<>(template.overlay());
      this.said =
          Objects.requireNonNullElse(fixed.remove(sought(asked, template)), RecordValue.EMPTY);
      this.seen = Overlay.apply(fixed, stored);
    }
  }

  /// Throws [IllegalArgumentException] for inputs of anything but a search. Costs a pass over the
  /// snapshot.
  public static Search of(DecisionInputs inputs, Bundle bundle, Snapshot snapshot) {
    if (!(inputs.raw() instanceof RawRequest.Search asked)) {
      throw new IllegalArgumentException("no search: " + inputs.raw().getClass());
    }
    return switch (inputs.mapped()) {
      case MappedRequest.Refused _ -> new Search(inputs, asked, bundle, null, snapshot, List.of());
      case MappedRequest.Mapped mapped ->
          new Search(
              inputs, asked, bundle, mapped, snapshot, candidates(asked, mapped, bundle, snapshot));
    };
  }

  private static List<EntityUid> candidates(
      RawRequest.Search asked, MappedRequest.Mapped mapped, Bundle bundle, Snapshot snapshot) {
    return switch (asked.sought()) {
      case SUBJECT, RESOURCE ->
          snapshot.entities().ofType(sought(asked, mapped).type()).stream()
              .filter(uid -> !uid.id().isEmpty()) // which no request can name
              .sorted()
              .toList();
      case ACTION -> actions(bundle, snapshot);
    };
  }

  /// Of the entities and of the policies' scopes, without those that the schema declares for no
  /// request, which are groups.
  private static List<EntityUid> actions(Bundle bundle, Snapshot snapshot) {
    return Stream.concat(
            snapshot.entities().ofType(ACTION).stream(), bundle.engine().namedActions().stream())
        .filter(action -> action.type().equals(ACTION))
        .filter(action -> mayBeNamed(bundle.schema().findAction(action)))
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean mayBeNamed(@Nullable ActionType declared) {
    return declared == null
        || (!declared.principals().isEmpty() && !declared.resources().isEmpty());
  }

  private static EntityUid sought(RawRequest.Search asked, MappedRequest.Mapped mapped) {
    return switch (asked.sought()) {
      case SUBJECT -> mapped.principal();
      case ACTION -> mapped.action();
      case RESOURCE -> mapped.resources().getFirst();
    };
  }

  public DecisionInputs inputs() {
    return inputs;
  }

  public int candidateCount() {
    return candidates.size();
  }

  /// Whether `other` asks the same of the same, on whatever page.
  public boolean isAskedBy(DecisionInputs other) {
    return other.raw() instanceof RawRequest.Search search
        && search.sought() == asked.sought()
        && other.mapped().equals(inputs.mapped());
  }

  /// From the candidate with the number `from` on: at most `limit` that are permitted, and no more
  /// than [#FOUND_MAX]; fewer where [#ASKED_MAX] were asked.
  public SearchPage page(int from, int limit) {
    if (template == null) {
      return SearchPage.EMPTY;
    }
    int foundMax = Math.min(limit, FOUND_MAX);
    int end = from + Math.min(candidates.size() - from, ASKED_MAX);
    boolean counting = from == 0;
    List<Found> found = new ArrayList<>();
    OptionalInt next = OptionalInt.empty();
    long total = 0;
    int at = from;
    for (; at < end && (counting || next.isEmpty()); at++) {
      if (!(decide(template, candidates.get(at)) instanceof Decision.Permit permit)) {
        continue;
      }
      total++;
      if (found.size() < foundMax) {
        found.add(new Found(candidates.get(at), permit.obligations()));
      } else if (next.isEmpty()) {
        next = OptionalInt.of(at);
      }
    }
    if (next.isEmpty() && at < candidates.size()) {
      next = OptionalInt.of(at);
    }
    boolean known = counting && at == candidates.size();
    return new SearchPage(
        found, at - from, next, known ? OptionalLong.of(total) : OptionalLong.empty());
  }

  /// As the record of a page says it: nothing was permitted to anybody.
  public Decision decision(SearchPage page) {
    return template == null
        ? Pdp.decide(inputs, bundle, snapshot)
        : new Decision.Deny(
            Reason.of(
                ReasonCode.SEARCHED,
                "found %d, asked %d of %d candidates"
                    .formatted(page.found().size(), page.asked(), candidates.size())));
  }

  private Decision decide(MappedRequest.Mapped template, EntityUid candidate) {
    RecordValue other = template.overlay().get(candidate);
    if (!said.isEmpty() && other != null && !other.equals(said)) {
      return new Decision.Deny(
          Reason.of(ReasonCode.REFUSED, "properties differ from those of an equal entity"));
    }
    MappedRequest.Mapped mapped = mapped(template, candidate);
    DecisionInputs one =
        new DecisionInputs(
            mapped,
            inputs.provenance(),
            inputs.credential(),
            inputs.now(),
            inputs.bundle(),
            inputs.entities(),
            inputs.engine(),
            asked.template());
    return Pdp.decideSeen(one, mapped, bundle, seen);
  }

  private MappedRequest.Mapped mapped(MappedRequest.Mapped template, EntityUid candidate) {
    SortedMap<EntityUid, RecordValue> overlay =
        said.isEmpty() ? new TreeMap<>() : new TreeMap<>(Map.of(candidate, said));
    return switch (asked.sought()) {
      case SUBJECT ->
          new MappedRequest.Mapped(
              candidate, template.action(), template.resources(), template.context(), overlay);
      case ACTION ->
          new MappedRequest.Mapped(
              template.principal(), candidate, template.resources(), template.context(), overlay);
      case RESOURCE ->
          new MappedRequest.Mapped(
              template.principal(),
              template.action(),
              List.of(candidate),
              template.context(),
              overlay);
    };
  }
}
