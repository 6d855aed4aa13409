package dev.remit.server.source;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.server.setting.Settings;
import dev.remit.store.entity.Edit;
import dev.remit.store.entity.OverlappingEntities;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One source, and what came of asking it. What it answers is everything there is of its types: the
/// differences to what is stored are made in one change, and all of it is confirmed.
///
/// `this` guards a pull; how it stands can be read meanwhile.
final class PulledSource {
  private final String name;
  private final Settings.Source settings;
  private final List<Name> types;
  private final SourceFetch fetch;
  private final ActiveBasis basis;
  private final InstantSource clock;
  private final Consumer<String> operator;
  private volatile Status status = new Status(null, null, 0, 0, "");
  private Known known = Known.NOTHING;

  /// What was answered last: its tag, and the bundle by whose schema it was read.
  private record Known(String tag, @Nullable BundleDigest bundle) {
    static final Known NOTHING = new Known("", null);
  }

  /// How a source stands: when it was last pulled well, and as of when its entities are; how often
  /// in a row, and at all, it was not pulled, and why the last time.
  record Status(
      @Nullable Instant pulled,
      @Nullable Instant asOf,
      int failuresInRow,
      long failures,
      String problem) {}

  /// What one pull came to; `total` entities are the source's now.
  record Pulled(
      EntityVersion version,
      Instant asOf,
      int put,
      int removed,
      int total,
      @Nullable Duration maxAge) {}

  PulledSource(
      String name,
      Settings.Source settings,
      SourceFetch fetch,
      ActiveBasis basis,
      InstantSource clock,
      Consumer<String> operator) {
    this.name = Objects.requireNonNull(name, "name");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.types = settings.types().stream().map(Name::new).toList();
    this.fetch = Objects.requireNonNull(fetch, "fetch");
    this.basis = Objects.requireNonNull(basis, "basis");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.operator = Objects.requireNonNull(operator, "operator");
  }

  String name() {
    return name;
  }

  Settings.Source settings() {
    return settings;
  }

  List<Name> types() {
    return types;
  }

  Status status() {
    return status;
  }

  /// Asks the source, and takes over what it answers; `mayShrink` also where it removes more than
  /// the settings allow. Tells the operator when it begins to fail, and when it no longer does.
  synchronized Pulled pull(boolean mayShrink) throws SourceFault {
    try {
      Pulled pulled = take(mayShrink);
      succeeded(pulled);
      return pulled;
    } catch (SourceFault e) {
      failed(e);
      throw e;
    }
  }

  private void succeeded(Pulled pulled) {
    Status before = status;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    status = new Status(now, pulled.asOf(), 0, before.failures(), "");
    if (before.failuresInRow() > 0) {
      operator.accept("sources.%s: pulled again, %d entities".formatted(name, pulled.total()));
    }
  }

  private void failed(SourceFault fault) {
    Status before = status;
    status =
        new Status(
            before.pulled(),
            before.asOf(),
            before.failuresInRow() + 1,
            before.failures() + 1,
            fault.text());
    if (before.failuresInRow() == 0) {
      operator.accept(
          "sources.%s: %s; its entities stay as they are%s"
              .formatted(
                  name, fault.text(), before.asOf() == null ? "" : ", as of " + before.asOf()));
    }
  }

  private Pulled take(boolean mayShrink) throws SourceFault {
    BundleDigest bundle = basis.current().bundle().digest();
    // By another schema the same answer may be no longer one.
    Fetched fetched = fetch.fetch(bundle.equals(known.bundle()) ? known.tag() : "");
    return switch (fetched) {
      case Fetched.Unchanged unchanged ->
          make(unchanged, new Edit(List.of(), List.of(), unchanged.asOf(), types));
      case Fetched.Whole whole -> {
        Pulled pulled = make(whole, edit(whole, mayShrink));
        known = new Known(whole.tag(), bundle);
        yield pulled;
      }
    };
  }

  private Edit edit(Fetched.Whole answer, boolean mayShrink) throws SourceFault {
    Map<EntityUid, Entity> answered = read(answer.text());
    Entities stored = basis.entities().entities();
    List<EntityUid> former = former(stored);
    List<Entity> upserts =
        answered.values().stream()
            .filter(entity -> !entity.equals(stored.find(entity.uid())))
            .toList();
    List<EntityUid> removals = former.stream().filter(uid -> !answered.containsKey(uid)).toList();
    long allowed = (long) former.size() * settings.shrinkPercent() / 100;
    if (removals.size() > allowed && !mayShrink) {
      throw new SourceFault(
          SourceFault.Kind.REFUSED,
          "its answer would remove %d of %d entities, more than %d %%; check the source, or pull it"
                  .formatted(removals.size(), former.size(), settings.shrinkPercent())
              + " with `shrink=true`");
    }
    return new Edit(upserts, removals, answer.asOf(), types);
  }

  private List<EntityUid> former(Entities stored) {
    return types.stream().flatMap(type -> stored.ofType(type).stream()).toList();
  }

  private Map<EntityUid, Entity> read(String text) throws SourceFault {
    Diagnostics mistakes = new Diagnostics(new Source(name, text), Limits.DIAGNOSTICS_MAX);
    try {
      Json json = JsonReader.read(mistakes);
      if (!(json instanceof Json.JsonArray array)) {
        throw mistakes.stop(
            "source.shape", json.span(), "the answer is " + json.kind(), "send a list of entities");
      }
      List<Entity> entities =
          EntitiesJson.readList(array, basis.current().bundle().schema(), mistakes);
      mistakes.refuseIfAny();
      return byUid(entities);
    } catch (SyntaxException e) {
      List<Diagnostic> found = e.diagnostics();
      throw new SourceFault(
          SourceFault.Kind.REFUSED,
          "its answer is refused: "
              + found.getFirst().headline()
              + (found.size() == 1 ? "" : " and " + (found.size() - 1) + " more"),
          found);
    }
  }

  private Map<EntityUid, Entity> byUid(List<Entity> entities) throws SourceFault {
    Map<EntityUid, Entity> byUid = LinkedHashMap.newLinkedHashMap(entities.size());
    List<String> others = new ArrayList<>();
    for (Entity entity : entities) {
      if (!types.contains(entity.uid().type())) {
        others.add("`" + entity.uid() + "` is of a type that is not the source's");
      } else if (byUid.put(entity.uid(), entity) != null) {
        others.add("`" + entity.uid() + "` is in it twice");
      }
    }
    if (!others.isEmpty()) {
      throw new SourceFault(
          SourceFault.Kind.REFUSED,
          "its answer is refused: "
              + others.getFirst()
              + (others.size() == 1 ? "" : " and " + (others.size() - 1) + " more")
              + "; have the source send "
              + String.join(", ", settings.types()));
    }
    return byUid;
  }

  private Pulled make(Fetched fetched, Edit edit) throws SourceFault {
    try {
      EntityVersion version = basis.change("source " + name, edit).snapshot().version();
      return new Pulled(
          version,
          fetched.asOf(),
          edit.upserts().size(),
          edit.removals().size(),
          former(basis.entities().entities()).size(),
          fetched.maxAge());
    } catch (OverlappingEntities | IllegalArgumentException e) {
      throw new SourceFault(SourceFault.Kind.REFUSED, "its answer is refused: " + e.getMessage());
    } catch (IOException e) {
      throw new SourceFault(
          SourceFault.Kind.STORAGE, "its entities cannot be kept (" + e + "); check the disk");
    }
  }
}
