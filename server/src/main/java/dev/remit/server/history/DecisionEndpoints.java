package dev.remit.server.history;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.server.access.Gate;
import dev.remit.server.access.Right;
import dev.remit.server.bundle.Publications;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.data.TenantId;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.export.TableJson;
import dev.remit.store.keys.KeyFolder;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import dev.remit.store.row.UnreadableRecord;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// `/v1/decisions`: what was decided and why, and whether it would be decided so again.
public final class DecisionEndpoints {
  private static final String PATH = "/v1/decisions";

  private final Sources sources;
  private final DecisionSearch search;
  private final Replays replays;

  /// Where the recorded decisions of a tenant are, with what they rest on, and who may see why.
  /// `searches` has a place for each that may run at once; all tenants share them.
  public record Sources(
      TenantId tenant,
      DataFolder folder,
      Semaphore searches,
      BundleStore bundles,
      EntityHistory entities,
      KeyFolder keys,
      Publications publications,
      Gate gate,
      InstantSource clock) {
    public Sources {
      Objects.requireNonNull(tenant, "tenant");
      Objects.requireNonNull(folder, "folder");
      Objects.requireNonNull(searches, "searches");
      Objects.requireNonNull(bundles, "bundles");
      Objects.requireNonNull(entities, "entities");
      Objects.requireNonNull(keys, "keys");
      Objects.requireNonNull(publications, "publications");
      Objects.requireNonNull(gate, "gate");
      Objects.requireNonNull(clock, "clock");
    }
  }

  /// Places for as many searches as may run at once.
  public static Semaphore searches() {
    return new Semaphore(DecisionSearch.SEARCHES_MAX);
  }

  public DecisionEndpoints(Sources sources) {
    this.sources = Objects.requireNonNull(sources, "sources");
    this.search = new DecisionSearch(sources.folder(), sources.searches(), sources.clock());
    this.replays = new Replays(sources.bundles(), sources.entities(), sources.keys());
  }

  public List<Endpoint> all() {
    return List.of(
        Endpoint.blocking(
                HttpMethod.GET,
                PATH,
                Right.READ_DECISIONS,
                "Look for recorded decisions, the newest first.",
                call -> Responses.done(Responses.json(search.page(call))))
            .under(
                DecisionFilter.under(Contract.answering("Decisions"))
                    .with("limit", "integer", "How many at most, from 1 to 500; 50 otherwise.")
                    .with("after", "string", "Those after: `next` of the page before.")),
        Endpoint.blocking(
                HttpMethod.GET,
                PATH + "/{id}",
                Right.READ_DECISIONS,
                "Tell everything of one decision and, to who may know, why it came out so.",
                this::show)
            .under(Contract.answering("ExplainedDecision")),
        Endpoint.blocking(
                HttpMethod.POST,
                PATH + "/{id}/replay",
                Right.REPLAY_DECISIONS,
                "Take a decision again, on its bundle or on another; nothing is recorded.",
                this::replay)
            .under(
                Contract.answering("Replay")
                    .taking(new Contract.Body("application/json", "ReplayRequest", false))));
  }

  private Row require(Call call) throws Refused {
    String id = call.path("id");
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException _) {
      throw new Refused(Problem.parameter("id", id, "is no id of a decision"));
    }
    try {
      return new LogReader(sources.folder().log())
          .find(uuid)
          // Another tenant's is to the caller as if it were not there.
          .filter(row -> row.text(Column.TENANT).equals(sources.tenant().value()))
          .orElseThrow(() ->
              new Refused(
                  new Problem(
                      HttpStatus.NOT_FOUND,
                      "decision.unknown",
                      "decision "
                          + uuid
                          + ": it is not in the log; check the id, or whether retention removed it")));
    } catch (DataFault e) {
      throw DecisionSearch.failed(e.text());
    } catch (DamagedLog e) {
      throw DecisionSearch.failed(e.text());
    } catch (IOException e) {
      throw new Refused(Problem.storage("decisions: the log cannot be read", e));
    }
  }

  private static Refused unreadable(UnreadableRecord e) {
    return DecisionSearch.failed("decision: its record cannot be read: " + e.text());
  }

  private CompletionStage<HttpResponse> show(Call call) throws Refused {
    Row row = require(call);
    List<Member> members = new ArrayList<>();
    members.add(Member.of("decision", TableJson.of(row)));
    if (sources.gate().allows(call.caller(), Right.EXPLAIN)) {
      try {
        members.addAll(replays.explain(row));
      } catch (UnreadableRecord e) {
        throw unreadable(e);
      } catch (IOException e) {
        throw new Refused(Problem.storage("decision: what it rests on cannot be read", e));
      }
    }
    return Responses.done(Responses.json(Json.object(members)));
  }

  private CompletionStage<HttpResponse> replay(Call call) throws Refused {
    @Nullable Bundle other = otherBundle(call).orElse(null);
    Row row = require(call);
    try {
      return Responses.done(Responses.json(replays.replay(row, other)));
    } catch (UnreadableRecord e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw new Refused(Problem.storage("decision: what it rests on cannot be read", e));
    }
  }

  private Optional<Bundle> otherBundle(Call call) throws Refused {
    if (!call.hasBody()) {
      return Optional.empty();
    }
    Call.Body body = call.requireObject();
    String digest = body.strict(List.of("bundle")).findText("bundle");
    body.requireSound();
    return digest == null
        ? Optional.empty()
        : Optional.of(sources.publications().requireBundle(Publications.requireDigest(digest)));
  }
}
