package dev.remit.server.entity;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.text.EntityUidParser;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.server.access.Right;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import dev.remit.store.entity.DamagedHistory;
import dev.remit.store.entity.Edit;
import dev.remit.store.entity.EntityChange;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.entity.EntityLookup;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// `/v1/entities`: reading, putting and removing entities, and their history.
public final class EntityEndpoints {
  private static final String PATH = "/v1/entities";
  private static final int LIMIT = 100;

  private final ActiveBasis basis;
  private final EntityHistory history;
  private final EntityChanges changes;
  private final EntityPage pages = new EntityPage();

  /// `owners` are the sources of the types that are pulled, which nobody else changes.
  public EntityEndpoints(
      ActiveBasis basis, EntityHistory history, Map<Name, String> owners, InstantSource clock) {
    this.basis = Objects.requireNonNull(basis, "basis");
    this.history = Objects.requireNonNull(history, "history");
    this.changes = new EntityChanges(basis, owners, clock);
  }

  public List<Endpoint> all() {
    String one = PATH + "/{type}/{id}";
    return List.of(
        Endpoint.blocking(
                HttpMethod.GET,
                PATH,
                Right.READ_ENTITIES,
                "List entities by their names.",
                this::list)
            .under(
                Contract.answering("Entities")
                    .with("type", "string", "Only entities of this type.")
                    .with("source", "string", "`store`, or `bundle` for the bundle's own.")
                    .with("limit", "integer", "How many at most, from 1 to 1000; 100 otherwise.")
                    .with("after", "string", "Those after this one: `next` of the page before.")
                    .with("version", "integer", "As of this version, and not as they are now.")),
        Endpoint.blocking(
                HttpMethod.GET,
                PATH + "/changes",
                Right.READ_ENTITIES,
                "List changes of the entities, the oldest first.",
                this::listChanges)
            .under(
                Contract.answering("EntityChanges")
                    .with("after", "integer", "Those after this version; 0 otherwise.")
                    .with("limit", "integer", "How many at most, from 1 to 1000; 100 otherwise.")),
        Endpoint.upload(
                HttpMethod.POST,
                PATH + "/changes",
                Right.CHANGE_ENTITIES,
                "Put and remove entities, all or none.",
                this::change)
            .under(Contract.answering("EntityVersion").taking("EntityChange")),
        Endpoint.blocking(
                HttpMethod.GET, one, Right.READ_ENTITIES, "Tell what is known of one.", this::show)
            .under(
                Contract.answering("FoundEntity")
                    .with("version", "integer", "As of this version, and not as it is now.")),
        Endpoint.blocking(
                HttpMethod.PUT,
                one,
                Right.CHANGE_ENTITIES,
                "Put an entity in its place.",
                this::put)
            .under(
                Contract.answering("EntityVersion")
                    .taking("Entity")
                    .with("asOf", "string", "The instant at which it was so; now otherwise.")),
        Endpoint.blocking(
                HttpMethod.DELETE, one, Right.CHANGE_ENTITIES, "Remove an entity.", this::remove)
            .under(Contract.answering("EntityVersion")));
  }

  private CompletionStage<HttpResponse> list(Call call) throws Refused {
    String source = source(call);
    Snapshot snapshot = snapshot(call);
    EntityPage.Found found = find(source, snapshot, query(call));
    List<Member> members = new ArrayList<>();
    members.add(Member.of("version", Versions.toJson(snapshot.version())));
    members.add(Member.of("source", Json.string(source)));
    members.add(Member.of("entities", EntitiesJson.write(found.entities())));
    @Nullable EntityUid next = found.next();
    if (next != null) {
      members.add(Member.of("next", Json.string(next.toString())));
    }
    return answer(Json.object(members), snapshot.version());
  }

  private EntityPage.Found find(String source, Snapshot snapshot, EntityPage.Query query) {
    if (source.equals("store")) {
      return pages.find(snapshot.version().toString(), snapshot.entities(), query);
    }
    Bundle bundle = basis.current().bundle();
    return pages.find(bundle.digest().value(), bundle.entities(), query);
  }

  private static String source(Call call) throws Refused {
    String source = call.query("source").orElse("store");
    if (!source.equals("store") && !source.equals("bundle")) {
      throw new Refused(
          Problem.parameter("source", source, "is not known; it is `store` or `bundle`"));
    }
    if (source.equals("bundle") && call.query("version").isPresent()) {
      throw new Refused(
          Problem.parameter("source", source, "has no versions; leave `version` out"));
    }
    return source;
  }

  private static EntityPage.Query query(Call call) throws Refused {
    Optional<String> type = call.query("type");
    if (type.isPresent() && !Name.isValid(type.get())) {
      throw new Refused(Problem.parameter("type", type.get(), "is no entity type"));
    }
    Optional<String> after = call.query("after");
    return new EntityPage.Query(
        type.map(Name::new).orElse(null),
        after.isPresent() ? uid("after", after.get()) : null,
        (int) call.whole("limit", LIMIT, 1, EntityPage.LIMIT_MAX));
  }

  private static EntityUid uid(String name, String text) throws Refused {
    try {
      return EntityUidParser.parse(text);
    } catch (SyntaxException _) {
      throw new Refused(Problem.parameter(name, text, "is no entity; write it as `Type::\"id\"`"));
    }
  }

  /// The stored entities, now or at the version that the call asks for.
  private Snapshot snapshot(Call call) throws Refused {
    Snapshot now = basis.entities();
    if (call.query("version").isEmpty()) {
      return now;
    }
    EntityVersion version =
        new EntityVersion(now.version().store(), call.whole("version", 0, 0, Long.MAX_VALUE));
    try {
      return switch (history.find(version)) {
        case EntityLookup.Found(Snapshot found) -> found;
        case EntityLookup.Gone gone -> throw noSuchVersion(HttpStatus.GONE, gone.text());
        case EntityLookup.Unknown unknown ->
            throw noSuchVersion(HttpStatus.NOT_FOUND, unknown.text());
        case EntityLookup.Damaged damaged -> throw damaged(damaged.text());
      };
    } catch (IOException e) {
      throw new Refused(Problem.storage("entities: they cannot be read", e));
    }
  }

  private static Refused noSuchVersion(HttpStatus status, String text) {
    return new Refused(new Problem(status, "entity.version", text));
  }

  private static Refused damaged(String text) {
    return new Refused(
        new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "entity.damaged-history", text));
  }

  private CompletionStage<HttpResponse> show(Call call) throws Refused {
    EntityUid uid = named(call);
    Snapshot snapshot = snapshot(call);
    Entity stored = snapshot.entities().find(uid);
    Entity own =
        call.query("version").isPresent() ? null : basis.current().bundle().entities().find(uid);
    Entity entity = stored == null ? own : stored;
    if (entity == null) {
      throw unknown(uid);
    }
    List<Member> members = new ArrayList<>();
    members.add(Member.of("version", Versions.toJson(snapshot.version())));
    members.add(Member.of("source", Json.string(stored == null ? "bundle" : "store")));
    members.add(Member.of("entity", EntitiesJson.writeOne(entity)));
    @Nullable Instant asOf = stored == null ? null : snapshot.times().find(uid);
    if (asOf != null) {
      members.add(Member.of("asOf", Json.string(asOf.toString())));
    }
    return answer(Json.object(members), snapshot.version());
  }

  private static EntityUid named(Call call) throws Refused {
    String type = call.path("type");
    if (!Name.isValid(type)) {
      throw new Refused(Problem.parameter("type", type, "is no entity type"));
    }
    return EntityUid.of(type, call.path("id"));
  }

  private static Refused unknown(EntityUid uid) {
    return new Refused(
        new Problem(HttpStatus.NOT_FOUND, "entity.unknown", "`" + uid + "` is not here"));
  }

  private CompletionStage<HttpResponse> put(Call call) throws Refused {
    EntityUid uid = named(call);
    Entity entity = changes.readOne(call.requireObject(), uid);
    Optional<String> asOf = call.query(EntityChanges.AS_OF);
    @Nullable Instant said = asOf.isPresent() ? changes.asOf(asOf.get()) : null;
    return changed(call, new Edit(List.of(entity), List.of(), said, List.of()));
  }

  private CompletionStage<HttpResponse> remove(Call call) throws Refused {
    EntityUid uid = named(call);
    boolean isOwn = basis.current().bundle().entities().find(uid) != null;
    if (!isOwn && basis.entities().entities().find(uid) == null) {
      throw unknown(uid);
    }
    return changed(call, Edit.of(List.of(), List.of(uid)));
  }

  private CompletionStage<HttpResponse> change(Call call) throws Refused {
    return changed(call, changes.read(call.requireObject()));
  }

  private CompletionStage<HttpResponse> changed(Call call, Edit wanted) throws Refused {
    EntityVersion version = changes.make(call, wanted);
    return answer(Json.object(Member.of("version", Versions.toJson(version))), version);
  }

  private static CompletionStage<HttpResponse> answer(Json json, EntityVersion version) {
    return Responses.done(Versions.tagged(Responses.json(json), version));
  }

  private CompletionStage<HttpResponse> listChanges(Call call) throws Refused {
    long after = call.whole("after", 0, 0, Long.MAX_VALUE);
    int limit = (int) call.whole("limit", LIMIT, 1, EntityPage.LIMIT_MAX);
    EntityVersion version = basis.entities().version();
    List<Json> listed = new ArrayList<>();
    try {
      history.visitChanges(
          after,
          change -> {
            listed.add(toJson(version.store(), change));
            return listed.size() < limit;
          });
    } catch (DamagedHistory e) {
      throw damaged(e.text());
    } catch (IOException e) {
      throw new Refused(Problem.storage("entities: their history cannot be read", e));
    }
    return answer(
        Json.object(
            Member.of("version", Versions.toJson(version)),
            Member.of("changes", Json.array(listed))),
        version);
  }

  private static Json toJson(String store, EntityChange change) {
    List<Member> members = new ArrayList<>();
    members.add(Member.of("version", Versions.toJson(new EntityVersion(store, change.sequence()))));
    members.add(Member.of("time", Json.string(change.time().toString())));
    members.add(Member.of("asOf", Json.string(change.asOf().toString())));
    members.add(Member.of("author", Json.string(change.author())));
    members.add(Member.of("upserts", Json.integer(change.upserts().size())));
    members.add(Member.of("removals", Json.integer(change.removals().size())));
    if (!change.confirmed().isEmpty()) {
      members.add(
          Member.of(
              "confirmed",
              Json.array(
                  change.confirmed().stream().map(type -> Json.string(type.value())).toList())));
    }
    return Json.object(members);
  }
}
