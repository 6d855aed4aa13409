package dev.remit.server.entity;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.EntityException;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.server.access.StrictObject;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.server.decision.Basis;
import dev.remit.server.decision.OutdatedVersion;
import dev.remit.server.http.Call;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.store.entity.Edit;
import dev.remit.store.entity.OverlappingEntities;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes of the entities as callers ask for them: read, held against the schema of the bundle in
/// force, and made whole or not at all.
final class EntityChanges {
  /// Entities put and removed by one change.
  static final int ENTITIES_MAX = 10_000;

  /// The parameter, and the member, that says when what is put was so.
  static final String AS_OF = "asOf";

  private final ActiveBasis basis;
  private final Map<Name, String> owners;
  private final InstantSource clock;

  /// `owners` are the sources of the types that are pulled, which nobody else changes.
  EntityChanges(ActiveBasis basis, Map<Name, String> owners, InstantSource clock) {
    this.basis = Objects.requireNonNull(basis, "basis");
    this.owners = Map.copyOf(owners);
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /// The entity of a body, which is `uid` if it says what it is. Throws with every mistake.
  Entity readOne(Call.Body body, EntityUid uid) throws Refused {
    Entity entity = EntitiesJson.readOne(body.json(), schema(), body.mistakes());
    body.requireSound();
    Objects.requireNonNull(entity, "sound");
    if (!entity.uid().equals(uid)) {
      throw new Refused(
          new Problem(
              HttpStatus.BAD_REQUEST,
              "entity.other-uid",
              "body: its `uid` is `" + entity.uid() + "`, but the path names `" + uid + "`"));
    }
    return entity;
  }

  private Schema schema() {
    return basis.current().bundle().schema();
  }

  /// The instant that a text says, which may not be later than now.
  Instant asOf(String text) throws Refused {
    Instant asOf;
    try {
      asOf = Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw new Refused(
          Problem.parameter(AS_OF, text, "is no instant; write it as `2026-11-22T10:00:00Z`"));
    }
    if (asOf.isAfter(clock.instant())) {
      throw new Refused(Problem.parameter(AS_OF, text, "is later than now"));
    }
    return asOf;
  }

  /// What a body wants. Throws with every mistake.
  Edit read(Call.Body body) throws Refused {
    StrictObject _ = body.strict(List.of("upserts", "removals", AS_OF));
    Json.JsonArray upserts = array(body, "upserts");
    Json.JsonArray removals = array(body, "removals");
    int count = upserts.elements().size() + removals.elements().size();
    if (count > ENTITIES_MAX) {
      throw new Refused(
          new Problem(
              HttpStatus.REQUEST_ENTITY_TOO_LARGE,
              "entity.too-many",
              "body: "
                  + count
                  + " entities, more than "
                  + ENTITIES_MAX
                  + "; send several changes"));
    }
    List<Entity> entities = EntitiesJson.readList(upserts, schema(), body.mistakes());
    List<EntityUid> uids = uids(removals, entities, body.mistakes());
    if (count == 0 && body.mistakes().isEmpty()) {
      body.mistakes()
          .add("request.empty", body.json().span(), "the change is empty", "name some entities");
    }
    Json asOf = body.json().find(AS_OF);
    if (asOf != null && !(asOf instanceof Json.JsonString)) {
      body.mistakes()
          .add("request.shape", asOf.span(), "`asOf` is " + asOf.kind(), "send an instant");
    }
    body.requireSound();
    return new Edit(
        entities,
        uids,
        asOf instanceof Json.JsonString(String text, _) ? asOf(text) : null,
        List.of());
  }

  private static Json.JsonArray array(Call.Body body, String name) {
    return switch (body.json().find(name)) {
      case null -> new Json.JsonArray(List.of(), body.json().span());
      case Json.JsonArray array -> array;
      case Json other -> {
        body.mistakes()
            .add("request.shape", other.span(), "`" + name + "` is " + other.kind(), "send a list");
        yield new Json.JsonArray(List.of(), other.span());
      }
    };
  }

  private static List<EntityUid> uids(
      Json.JsonArray removals, List<Entity> upserts, Diagnostics mistakes) {
    Set<EntityUid> named = new LinkedHashSet<>();
    upserts.forEach(entity -> named.add(entity.uid()));
    List<EntityUid> uids = new ArrayList<>();
    for (Json json : removals.elements()) {
      @Nullable EntityUid uid = EntitiesJson.readUid(json, mistakes);
      if (uid != null && !named.add(uid)) {
        mistakes.add(
            "entities.repeated", json.span(), "`" + uid + "` is named again", "name it once");
      } else if (uid != null) {
        uids.add(uid);
      }
    }
    return uids;
  }

  /// Makes a change that is the caller's, in force once it is kept, if the entities are of the
  /// version that its `If-Match` names.
  EntityVersion make(Call call, Edit wanted) throws Refused {
    Optional<EntityVersion> expected = Versions.ifMatch(call);
    String author = call.caller().id();
    refuseOwn(basis.current().bundle(), wanted.removals());
    for (Entity entity : wanted.upserts()) {
      refuseOwned(entity.uid());
    }
    for (EntityUid uid : wanted.removals()) {
      refuseOwned(uid);
    }
    try {
      Basis changed =
          expected.isPresent()
              ? basis.changeFrom(expected.get(), author, wanted)
              : basis.change(author, wanted);
      return changed.snapshot().version();
    } catch (OutdatedVersion e) {
      throw new Refused(
          new Problem(HttpStatus.PRECONDITION_FAILED, "entity.outdated-version", e.text()));
    } catch (OverlappingEntities e) {
      throw new Refused(ofTheBundle(e.entities().getFirst()));
    } catch (EntityException e) {
      throw new Refused(
          new Problem(
              HttpStatus.UNPROCESSABLE_ENTITY, "entity.no-snapshot", "body: " + e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new Refused(
          new Problem(
              HttpStatus.REQUEST_ENTITY_TOO_LARGE, "entity.limit", "body: " + e.getMessage()));
    } catch (IOException e) {
      throw new Refused(Problem.storage("entities: the change cannot be kept", e));
    }
  }

  private void refuseOwned(EntityUid uid) throws Refused {
    String owner = owners.get(uid.type());
    if (owner != null) {
      throw new Refused(
          new Problem(
              HttpStatus.CONFLICT,
              "entity.of-a-source",
              "`" + uid + "` is of the source `" + owner + "`; change it there, and pull it"));
    }
  }

  private static void refuseOwn(Bundle bundle, List<EntityUid> removals) throws Refused {
    for (EntityUid uid : removals) {
      if (bundle.entities().find(uid) != null) {
        throw new Refused(ofTheBundle(uid));
      }
    }
  }

  private static Problem ofTheBundle(EntityUid uid) {
    return new Problem(
        HttpStatus.CONFLICT,
        "entity.of-the-bundle",
        "`" + uid + "` is the bundle's own; change it there, and publish the bundle");
  }
}
