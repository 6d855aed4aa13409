package dev.remit.server.authzen;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.input.SearchReader;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.request.RawRequest.Sought;
import dev.remit.pdp.search.Search;
import dev.remit.server.access.Right;
import dev.remit.server.authzen.SearchPins.Pin;
import dev.remit.server.authzen.SearchPins.Place;
import dev.remit.server.credential.TransactionTokens;
import dev.remit.server.decision.Basis;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.DecisionService.Searched;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/// `POST /access/v1/search/{subject,resource,action}`: who may, on what, what may be done. Further
/// pages rest on the bundle, the snapshot and the instant of the first.
final class SearchEndpoint {
  private final DecisionService decisions;
  private final TransactionTokens transactions;
  private final SearchPins pins;
  private final Sought sought;

  SearchEndpoint(
      DecisionService decisions, TransactionTokens transactions, SearchPins pins, Sought sought) {
    this.decisions = Objects.requireNonNull(decisions, "decisions");
    this.transactions = Objects.requireNonNull(transactions, "transactions");
    this.pins = Objects.requireNonNull(pins, "pins");
    this.sought = Objects.requireNonNull(sought, "sought");
  }

  Endpoint endpoint() {
    return Endpoint.blocking(
            HttpMethod.POST,
            Authzen.SEARCH + sought.text(),
            Right.SEARCH,
            switch (sought) {
              case SUBJECT -> "Find the subjects that may do an action on a resource.";
              case RESOURCE -> "Find the resources that a subject may do an action on.";
              case ACTION -> "Find the actions that a subject may do on a resource.";
            },
            this::answer)
        .describedBy(
            switch (sought) {
              case SUBJECT -> Contract.answering("FoundEntities").taking("SubjectSearch");
              case RESOURCE -> Contract.answering("FoundEntities").taking("ResourceSearch");
              case ACTION -> Contract.answering("FoundActions").taking("ActionSearch");
            });
  }

  private CompletionStage<HttpResponse> answer(Call call) throws Refused {
    Call.Body body = Authzen.requireBody(call);
    SearchReader.Sent sent =
        SearchReader.read(call.requestId(), sought, body.json(), body.mistakes());
    body.requireSound();
    Objects.requireNonNull(sent, "sound");
    call.requireSpeaksFor(sent.template().subject().type(), sent.template().resource().type());
    RawRequest.Named subject = sent.template().subject();
    LiveContext known = call.knownOf(subject.type(), subject.id());
    return Authzen.transaction(call, transactions)
        .thenCompose(adding -> answer(call, sent, adding.apply(known)));
  }

  private CompletionStage<HttpResponse> answer(
      Call call, SearchReader.Sent sent, LiveContext live) {
    try {
      return sent.token().isEmpty() ? begin(call, sent, live) : resume(call, sent, live);
    } catch (Refused e) {
      return Responses.done(e.problem().toResponse());
    }
  }

  private CompletionStage<HttpResponse> begin(Call call, SearchReader.Sent sent, LiveContext live) {
    Basis basis = decisions.basis();
    int limit = (int) Math.min(sent.limit().orElse(Search.FOUND_MAX), Search.FOUND_MAX);
    DecisionInputs inputs =
        DecisionInputs.of(
            new RawRequest.Search(sought, sent.template(), 0, limit),
            live,
            decisions.now(),
            basis.bundle(),
            basis.snapshot());
    Search search = Search.of(inputs, basis.bundle(), basis.snapshot());
    return decisions
        .search(search, inputs, 0, limit, call.caller().point())
        .thenApplyAsync(
            searched -> {
              if (searched.page().next().isEmpty()) {
                return answer(searched, "", searched.page().total());
              }
              Pin pin = pins.pin(search, basis, sent.limit(), limit, searched.page().total());
              return answer(searched, next(call, searched, pin), pin.total());
            },
            call.context().eventLoop());
  }

  private CompletionStage<HttpResponse> resume(Call call, SearchReader.Sent sent, LiveContext live)
      throws Refused {
    Place place =
        pins.find(sent.token(), call.caller().name()).orElseThrow(SearchEndpoint::unknown);
    Pin pin = place.pin();
    DecisionInputs inputs =
        DecisionInputs.of(
            new RawRequest.Search(sought, sent.template(), place.from(), pin.limit()),
            live,
            pin.search().inputs().now(),
            pin.basis().bundle(),
            pin.basis().snapshot());
    boolean sameLimit = sent.limit().isEmpty() || sent.limit().equals(pin.sentLimit());
    if (!sameLimit || !pin.search().isAskedBy(inputs)) {
      throw new Refused(
          new Problem(
              HttpStatus.BAD_REQUEST,
              "search.changed",
              "the token is that of another search; send the same request with it, or none"));
    }
    return decisions
        .search(pin.search(), inputs, place.from(), pin.limit(), call.caller().point())
        .thenApplyAsync(
            searched -> answer(searched, next(call, searched, pin), pin.total()),
            call.context().eventLoop());
  }

  private static Refused unknown() {
    return new Refused(
        new Problem(
            HttpStatus.BAD_REQUEST,
            "search.token-unknown",
            "the token is not known, or no longer; begin the search anew, without one"));
  }

  /// The token of the page after this one, empty after the last.
  private String next(Call call, Searched searched, Pin pin) {
    return searched.page().next().isPresent()
        ? pins.token(pin, searched.page().next().getAsInt(), call.caller().name())
        : "";
  }

  private HttpResponse answer(Searched searched, String next, OptionalLong total) {
    if (!searched.isRecorded()) {
      return new Problem(
              HttpStatus.SERVICE_UNAVAILABLE,
              "search.not-recorded",
              searched.record().decision().reasons().getFirst().text())
          .toResponse();
    }
    return Responses.json(SearchJson.write(sought, searched, next, total));
  }
}
