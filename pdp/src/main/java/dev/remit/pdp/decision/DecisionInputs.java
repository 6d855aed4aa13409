package dev.remit.pdp.decision;

import dev.remit.cedar.engine.Request;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.freshness.StaleAttribute;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.request.ReservedContext;
import dev.remit.pdp.sensitive.EncryptedFields;
import dev.remit.pdp.sensitive.Masking;
import dev.remit.pdp.task.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Everything that a decision rests on, as evaluated: with bundle and snapshot it can be taken
/// again.
///
/// The context of `mapped` is the full one, reserved keys included. `now` has whole milliseconds,
/// which is what policies see. `raw` is kept for people and for mapping it anew; it is masked as
/// the bundle says, before it is mapped. `encrypted` is in clear in both: whoever keeps a record
/// encrypts it, or refuses the record. `stale` lists what was too old of principal and resources,
/// which bundle, snapshot and instant say too: it is for people.
public record DecisionInputs(
    MappedRequest mapped,
    Provenance provenance,
    Credential credential,
    Instant now,
    BundleDigest bundle,
    EntityVersion entities,
    EngineVersion engine,
    RawRequest raw,
    EncryptedFields encrypted,
    List<StaleAttribute> stale) {

  public DecisionInputs {
    Objects.requireNonNull(mapped, "mapped");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(credential, "credential");
    now = Instant.ofEpochMilli(now.toEpochMilli());
    Objects.requireNonNull(bundle, "bundle");
    Objects.requireNonNull(entities, "entities");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(raw, "raw");
    Objects.requireNonNull(encrypted, "encrypted");
    stale = List.copyOf(stale);
  }

  /// With nothing that is to be encrypted or was stale.
  public DecisionInputs(
      MappedRequest mapped,
      Provenance provenance,
      Credential credential,
      Instant now,
      BundleDigest bundle,
      EntityVersion entities,
      EngineVersion engine,
      RawRequest raw) {
    this(
        mapped,
        provenance,
        credential,
        now,
        bundle,
        entities,
        engine,
        raw,
        EncryptedFields.NONE,
        List.of());
  }

  /// What is to be decided for a request without a credential.
  public static DecisionInputs of(
      RawRequest request, Instant now, Bundle bundle, Snapshot snapshot) {
    return of(request, LiveContext.NONE, now, bundle, snapshot);
  }

  /// What is to be decided for `request`, of which `live` is known, at the instant `now`: masked
  /// and mapped by the bundle, with every reserved key of the context filled.
  ///
  /// What is verified of where it came from is laid over what the request says itself. Where the
  /// two say different things of a field, the request is refused.
  public static DecisionInputs of(
      RawRequest request, LiveContext live, Instant now, Bundle bundle, Snapshot snapshot) {
    RawRequest masked = bundle.manifest().masking().mask(request);
    Provenance said = masked.provenance();
    boolean isProved = !live.verified().isAbsent();
    Provenance provenance = isProved ? live.verified().over(said) : said;
    RawRequest raw = isProved ? masked.with(provenance) : masked;
    TaskView task = live.task().declaring(bundle.manifest().tasks().meters().keySet());
    MappedRequest mapped =
        filled(
            refusedIfContradicted(bundle.mapping().map(raw), live, said),
            live,
            task,
            provenance,
            now);
    return new DecisionInputs(
        mapped,
        provenance,
        live.credential(),
        now,
        bundle.digest(),
        snapshot.version(),
        EngineVersion.CURRENT,
        raw,
        bundle.manifest().encrypted(),
        stale(mapped, provenance, now, bundle, snapshot));
  }

  /// Those of a note of Remit's own, which says `text` and decides nothing. What a bundle calls
  /// sensitive is of requests, and changes nothing in it.
  public static DecisionInputs ofNote(
      RawRequest note, Instant now, Bundle bundle, Snapshot snapshot, String text) {
    RawRequest raw = Masking.STANDARD.mask(note);
    MappedRequest mapped = bundle.mapping().map(raw);
    return new DecisionInputs(
        new MappedRequest.Refused(
            mapped.principal(), mapped.action(), MappedRequest.Refusal.TASK_NOTED, text),
        raw.provenance(),
        Credential.absent(),
        now,
        bundle.digest(),
        snapshot.version(),
        EngineVersion.CURRENT,
        raw);
  }

  private static MappedRequest refusedIfContradicted(
      MappedRequest mapped, LiveContext live, Provenance said) {
    if (mapped instanceof MappedRequest.Refused) {
      return mapped;
    }
    if (!live.refused().isEmpty()) {
      return new MappedRequest.Refused(
          mapped.principal(), mapped.action(), MappedRequest.Refusal.CREDENTIAL, live.refused());
    }
    return live.verified()
        .contradicts(said)
        .<MappedRequest>map(field ->
            new MappedRequest.Refused(
                mapped.principal(),
                mapped.action(),
                MappedRequest.Refusal.UNACCEPTABLE,
                "provenance: what the request says of `"
                    + field
                    + "` is not what its token says; leave it out, or correct it"))
        .orElse(mapped);
  }

  private static List<StaleAttribute> stale(
      MappedRequest mapped, Provenance provenance, Instant now, Bundle bundle, Snapshot snapshot) {
    return switch (mapped) {
      case MappedRequest.Refused _ -> List.of();
      case MappedRequest.Mapped asked -> {
        List<EntityUid> entities = new ArrayList<>(asked.resources());
        entities.addFirst(asked.principal());
        entities.addAll(bundle.manifest().delegation().delegators(provenance));
        yield snapshot.stale(entities, bundle, Instant.ofEpochMilli(now.toEpochMilli()));
      }
    };
  }

  private static MappedRequest filled(
      MappedRequest mapped, LiveContext live, TaskView task, Provenance provenance, Instant now) {
    return switch (mapped) {
      case MappedRequest.Refused refused -> refused;
      case MappedRequest.Mapped(
              var principal,
              var action,
              var resources,
              var context,
              var overlay) ->
          new MappedRequest.Mapped(
              principal,
              action,
              resources,
              ReservedContext.fill(
                  context,
                  live.credential().toValue(),
                  provenance.toValue(),
                  task.toValue(),
                  live.flow().toValue(),
                  now),
              overlay);
    };
  }

  /// The same request, refused before any policy is asked.
  public DecisionInputs refused(MappedRequest.Refusal code, String text) {
    return new DecisionInputs(
        new MappedRequest.Refused(mapped.principal(), mapped.action(), code, text),
        provenance,
        credential,
        now,
        bundle,
        entities,
        engine,
        raw,
        encrypted,
        stale);
  }

  /// Whether they are those of a search, whose request has no id for what is sought.
  public boolean isSearch() {
    return raw instanceof RawRequest.Search;
  }

  /// What the engine is asked of `actor`, the principal or one whom it acts for: one request for
  /// each resource; empty for a refused request.
  public List<Request> requests(EntityUid actor) {
    return switch (mapped) {
      case MappedRequest.Refused _ -> List.of();
      case MappedRequest.Mapped asked -> {
        List<Request> requests = new ArrayList<>(asked.resources().size());
        for (EntityUid resource : asked.resources()) {
          requests.add(new Request(actor, asked.action(), resource, asked.context()));
        }
        yield requests;
      }
    };
  }
}
