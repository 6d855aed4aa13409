package dev.remit.server.callers;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.server.access.Caller;
import dev.remit.server.access.CallerId;
import dev.remit.server.access.CallerRegistry;
import dev.remit.server.access.Proof;
import dev.remit.server.access.Registration;
import dev.remit.server.access.RegistrationJson;
import dev.remit.server.access.RegistrationReader;
import dev.remit.server.access.Right;
import dev.remit.server.access.StrictObject;
import dev.remit.server.access.UnacceptableChange;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import dev.remit.store.data.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// `/v1/callers`: who may call, and their keys. A key is shown in the answer that makes it, and
/// never again.
public final class CallerEndpoints {
  private static final String WHOSE = "Whose caller; your own tenant's otherwise.";

  private final CallerRegistry callers;
  private final Set<TenantId> served;
  private final InstantSource clock;

  /// `served` are the tenants that callers may be registered for.
  public CallerEndpoints(CallerRegistry callers, Collection<TenantId> served, InstantSource clock) {
    this.callers = Objects.requireNonNull(callers, "callers");
    this.served = Set.copyOf(served);
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.prompt(
                HttpMethod.GET,
                "/v1/callers",
                Right.READ_CALLERS,
                "List the callers that are registered.",
                this::list)
            .under(Contract.answering("Callers")),
        Endpoint.blocking(
                HttpMethod.POST,
                "/v1/callers",
                Right.CHANGE_CALLERS,
                "Register a caller; the answer holds its key if it has one.",
                this::register)
            .under(
                Contract.answering(HttpStatus.CREATED, "application/json", "RegisteredCaller")
                    .taking("Registration")),
        Endpoint.blocking(
                HttpMethod.DELETE,
                "/v1/callers/{id}",
                Right.CHANGE_CALLERS,
                "Delete a caller, who is refused from then on.",
                this::delete)
            .under(Contract.answering("Caller").with("tenant", "string", WHOSE)),
        Endpoint.blocking(
                HttpMethod.POST,
                "/v1/callers/{id}/key",
                Right.CHANGE_CALLERS,
                "Draw a new key for a caller; those before end, at once or after `graceSeconds`.",
                this::rotate)
            .under(
                Contract.answering(HttpStatus.CREATED, "application/json", "RegisteredCaller")
                    .taking(new Contract.Body("application/json", "KeyRotation", false))
                    .with("tenant", "string", WHOSE)));
  }

  /// Those of every tenant whose callers the caller may read.
  private CompletionStage<HttpResponse> list(Call call) {
    Map<TenantId, Boolean> readable = new HashMap<>();
    List<Json.JsonObject> all =
        callers.all().stream()
            .filter(each ->
                readable.computeIfAbsent(
                    each.caller().tenant(),
                    tenant -> callers.allows(call.caller(), Right.READ_CALLERS, tenant)))
            .map(RegistrationJson::write)
            .toList();
    return Responses.done(Responses.json(Json.object(Member.of("callers", Json.array(all)))));
  }

  private CompletionStage<HttpResponse> register(Call call) throws Refused {
    Call.Body body = call.requireObject();
    StrictObject asked = body.strict(RegistrationReader.MEMBERS);
    Caller caller = RegistrationReader.caller(asked, call.caller().tenant());
    Proof proof = RegistrationReader.proof(asked, false);
    Instant expires = asked.findInstant("expires");
    if (expires != null && !expires.isAfter(clock.instant())) {
      asked.refuse("expires", "is past", "write an instant to come");
    }
    body.requireSound();
    Objects.requireNonNull(proof, "sound");
    requireMay(call, Right.CHANGE_CALLERS, caller.tenant());
    if (!(proof instanceof Proof.ApiKeys)) {
      requireMay(call, Right.VOUCH_FOR_CALLERS, caller.tenant());
    }
    requireServed(caller.tenant());
    Registration.Term term = new Registration.Term(clock.instant(), call.caller().name(), expires);
    return changed(HttpStatus.CREATED, () -> shown(callers.register(caller, proof, term)));
  }

  /// Also of a tenant that is not there: who may not change its callers is told no more of it.
  private void requireMay(Call call, Right right, TenantId tenant) throws Refused {
    if (!callers.allows(call.caller(), right, tenant)) {
      throw new Refused(
          new Problem(
              HttpStatus.FORBIDDEN,
              "caller.forbidden",
              "`%s` lacks the right `%s` for the tenant `%s`; ask an administrator of the service"
                  .formatted(call.caller().id(), right.text(), tenant)));
    }
  }

  private void requireServed(TenantId tenant) throws Refused {
    if (!served.contains(tenant)) {
      throw new Refused(
          new Problem(
              HttpStatus.CONFLICT,
              "caller.unknown-tenant",
              "the tenant `" + tenant + "` is not served; name it in the settings before"));
    }
  }

  /// The caller that the path names: of the caller's own tenant, or of the one that `tenant` names.
  private CallerId named(Call call) throws Refused {
    Optional<String> text = call.query("tenant");
    if (text.isEmpty()) {
      return new CallerId(call.caller().tenant(), call.path("id"));
    }
    TenantId tenant =
        TenantId.find(text.get())
            .orElseThrow(() ->
                new Refused(
                    Problem.parameter(
                        "tenant", text.get(), "is no name of a tenant; it is " + TenantId.FORM)));
    requireMay(call, Right.CHANGE_CALLERS, tenant);
    return new CallerId(tenant, call.path("id"));
  }

  private CompletionStage<HttpResponse> delete(Call call) throws Refused {
    CallerId named = named(call);
    return changed(HttpStatus.OK, () -> RegistrationJson.write(callers.remove(named)));
  }

  private CompletionStage<HttpResponse> rotate(Call call) throws Refused {
    Duration grace = call.body().length == 0 ? Duration.ZERO : grace(call);
    CallerId named = named(call);
    return changed(HttpStatus.CREATED, () -> shown(callers.rotate(named, grace)));
  }

  private static Duration grace(Call call) throws Refused {
    Call.Body body = call.requireObject();
    Long seconds =
        body.strict(List.of("graceSeconds"))
            .findWhole("graceSeconds", 0, CallerRegistry.GRACE_MAX.toSeconds());
    body.requireSound();
    return seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds);
  }

  private static Json shown(CallerRegistry.Registered registered) {
    List<Member> members =
        new ArrayList<>(RegistrationJson.write(registered.registration()).members());
    registered
        .token()
        .ifPresent(token -> members.add(Member.of("key", Json.string(token.secret()))));
    return Json.object(members);
  }

  /// Makes a change, and shows what came of it.
  @FunctionalInterface
  private interface Change {
    Json make() throws IOException, UnacceptableChange;
  }

  private static CompletionStage<HttpResponse> changed(HttpStatus status, Change change)
      throws Refused {
    try {
      return Responses.done(Responses.json(status, change.make()));
    } catch (UnacceptableChange e) {
      HttpStatus refused =
          e.code().equals("caller.unknown") ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT;
      throw new Refused(new Problem(refused, e.code(), e.detail()));
    } catch (IOException e) {
      throw new Refused(
          new Problem(
              HttpStatus.SERVICE_UNAVAILABLE,
              "caller.not-kept",
              "the change could not be kept, and is not in force; check the disk"));
    }
  }
}
