package dev.remit.server.envoy;

import com.google.rpc.Code;
import com.google.rpc.Status;
import com.linecorp.armeria.common.HttpHeaderNames;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.server.gateway.Ruling;
import dev.remit.server.http.Problem;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.envoyproxy.envoy.service.auth.v3.DeniedHttpResponse;
import io.envoyproxy.envoy.service.auth.v3.OkHttpResponse;
import io.envoyproxy.envoy.type.v3.HttpStatus;
import io.envoyproxy.envoy.type.v3.StatusCode;
import io.netty.util.AsciiString;

/// What Envoy is told. Every failure is said as a denial and not as an error, because what Envoy
/// does with an error is a setting of its own.
final class CheckResponses {
  private CheckResponses() {}

  static CheckResponse write(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Pass(String id) ->
          CheckResponse.newBuilder()
              .setStatus(Status.newBuilder().setCode(Code.OK_VALUE))
              .setOkResponse(
                  OkHttpResponse.newBuilder()
                      .addHeaders(header(Ruling.ID, id))
                      .addResponseHeadersToAdd(header(Ruling.ID, id)))
              .build();
      case Ruling.Stop(String id, Problem problem) ->
          denied(
              Code.PERMISSION_DENIED,
              problem.code(),
              body(problem)
                  .addHeaders(header(Ruling.ID, id))
                  .addHeaders(header(Ruling.REASON, problem.code())));
    };
  }

  /// A denial without a decision. `said` is for the operator of Envoy.
  static CheckResponse refused(Code code, String said, Problem problem) {
    return denied(code, said, body(problem).addHeaders(header(Ruling.REASON, problem.code())));
  }

  private static CheckResponse denied(Code code, String said, DeniedHttpResponse.Builder response) {
    return CheckResponse.newBuilder()
        .setStatus(Status.newBuilder().setCode(code.getNumber()).setMessage(said))
        .setDeniedResponse(response)
        .build();
  }

  private static DeniedHttpResponse.Builder body(Problem problem) {
    StatusCode status =
        switch (problem.status().code()) {
          case StatusCode.Unauthorized_VALUE -> StatusCode.Unauthorized;
          case StatusCode.ServiceUnavailable_VALUE -> StatusCode.ServiceUnavailable;
          default -> StatusCode.Forbidden;
        };
    DeniedHttpResponse.Builder response =
        DeniedHttpResponse.newBuilder()
            .setStatus(HttpStatus.newBuilder().setCode(status))
            .addHeaders(header(HttpHeaderNames.CONTENT_TYPE, "application/problem+json"))
            .setBody(JsonWriter.compact(problem.toJson()));
    problem
        .challenge()
        .ifPresent(said -> response.addHeaders(header(HttpHeaderNames.WWW_AUTHENTICATE, said)));
    return response;
  }

  /// In the place of one that the client sent.
  private static HeaderValueOption header(AsciiString name, String value) {
    return HeaderValueOption.newBuilder()
        .setHeader(HeaderValue.newBuilder().setKey(name.toString()).setValue(value))
        .setAppendAction(HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD)
        .build();
  }
}
