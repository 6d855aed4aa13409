package dev.remit.server.gateway;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.request.ClientToken;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.credential.Flaw;
import dev.remit.server.http.Problem;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What a gateway is told of a decision: let the request through, or answer it with a problem.
///
/// `id` is that of the decision. A permit with obligations is a denial here: no gateway knows how
/// to meet one. What a problem says is for whoever sent the request, so that it tells nothing of
/// the service's inside.
public sealed interface Ruling {
  /// The header with the id of the decision.
  AsciiString ID = HttpHeaderNames.of("x-remit-decision-id");

  /// The header with the code of the reason.
  AsciiString REASON = HttpHeaderNames.of("x-remit-reason");

  String id();

  record Pass(String id) implements Ruling {
    public Pass {
      Objects.requireNonNull(id, "id");
    }
  }

  record Stop(String id, Problem problem) implements Ruling {
    public Stop {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(problem, "problem");
    }
  }

  static Ruling of(DecisionRecord record) {
    String id = record.id().toString();
    return switch (record.decision()) {
      case Decision.Permit permit when permit.obligations().isEmpty() -> new Pass(id);
      case Decision.Permit _ ->
          new Stop(
              id,
              new Problem(
                  HttpStatus.FORBIDDEN,
                  "obligation",
                  "permitted with an obligation that a gateway cannot meet; use an enforcement point that can"));
      case Decision.Deny deny -> new Stop(id, problem(record.inputs().raw(), deny.reasons()));
    };
  }

  private static Problem problem(RawRequest raw, List<Reason> reasons) {
    if (raw instanceof RawRequest.HttpCall call
        && reasons.getFirst().code() == ReasonCode.CREDENTIAL_REFUSED
        && call.presented().token() instanceof ClientToken.Refused(String flaw, String said)) {
      return new Problem(
          Flaw.isOurs(flaw) ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNAUTHORIZED, flaw, said);
    }
    return problem(reasons);
  }

  private static Problem problem(List<Reason> reasons) {
    ReasonCode code = reasons.getFirst().code();
    HttpStatus status =
        switch (code.kind()) {
          case UNIDENTIFIED -> HttpStatus.UNAUTHORIZED;
          case RULED, FAILED, UNMAPPED, REFUSED, NOTED, UNRECORDED, UNANSWERED, PERMITTED ->
              HttpStatus.FORBIDDEN;
        };
    String texts =
        reasons.stream()
            .map(Ruling::text)
            .filter(text -> !text.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    return new Problem(status, code.code(), texts.isEmpty() ? "nothing permits this" : texts);
  }

  private static String text(Reason reason) {
    return switch (reason.code().kind()) {
      case FAILED, UNRECORDED, UNANSWERED ->
          "no decision could be made; tell the operator the id of this one";
      case PERMITTED, RULED, UNMAPPED, UNIDENTIFIED, REFUSED, NOTED ->
          reason.actor() != null && reason.text().isEmpty()
              ? reason.forActor() + "nothing permits this"
              : reason.forActor() + reason.text();
    };
  }

  /// An answer without a body, or the problem.
  default HttpResponse toResponse() {
    return switch (this) {
      case Pass _ -> HttpResponse.of(ResponseHeaders.builder(HttpStatus.OK).set(ID, id()).build());
      case Stop(String _, Problem problem) ->
          problem
              .toResponse()
              .mapHeaders(
                  headers -> headers.toBuilder().set(ID, id()).set(REASON, problem.code()).build());
    };
  }
}
