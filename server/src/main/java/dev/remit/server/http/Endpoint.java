package dev.remit.server.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import dev.remit.server.access.Right;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// One method at one path: what it does, who may use it, and how it runs. The routes of the service
/// and its OpenAPI document are made from these.
///
/// `path` has parameters as `{name}`; `right` is empty where everybody may call.
public record Endpoint(
    HttpMethod method,
    String path,
    Optional<Right> right,
    String summary,
    Kind kind,
    CredentialIn credentialIn,
    Handler handler,
    Contract contract) {

  public Endpoint {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(right, "right");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(credentialIn, "credentialIn");
    Objects.requireNonNull(handler, "handler");
    Objects.requireNonNull(contract, "contract");
  }

  /// One whose callers present their credential in `Authorization`, and of which nothing more is
  /// said.
  public Endpoint(
      HttpMethod method,
      String path,
      Optional<Right> right,
      String summary,
      Kind kind,
      Handler handler) {
    this(method, path, right, summary, kind, CredentialIn.AUTHORIZATION, handler, Contract.UNSAID);
  }

  /// The same endpoint under a contract, which its callers are held to.
  public Endpoint under(Contract agreed) {
    Handler guarded =
        call -> {
          agreed.requireKnownParameters(call);
          return handler.answer(call);
        };
    return new Endpoint(method, path, right, summary, kind, credentialIn, guarded, agreed);
  }

  /// The same endpoint, of which a contract tells. Its callers are not held to it: a standard asks
  /// that what is not known be ignored.
  public Endpoint describedBy(Contract told) {
    return new Endpoint(method, path, right, summary, kind, credentialIn, handler, told);
  }

  /// The same endpoint, its contract kept already, with other answers.
  Endpoint answeredBy(Handler other) {
    return new Endpoint(method, path, right, summary, kind, credentialIn, other, contract);
  }

  /// The header that the caller's own credential is in.
  public enum CredentialIn {
    /// `Authorization`, as the request is the caller's own.
    AUTHORIZATION,
    /// `X-Remit-Authorization`, as the request is mostly that of somebody else, whose
    /// `Authorization` it may hold.
    REMIT_AUTHORIZATION
  }

  /// How an endpoint runs.
  public enum Kind {
    /// On the event loop; never blocks.
    PROMPT,
    /// On a virtual thread.
    BLOCKING,
    /// On a virtual thread, with a body of the limit for uploads.
    UPLOAD
  }

  /// Answers one call. A failure of the stage is our own bug and becomes a 500.
  @FunctionalInterface
  public interface Handler {
    CompletionStage<HttpResponse> answer(Call call) throws Refused;
  }

  public static Endpoint prompt(
      HttpMethod method, String path, Right right, String summary, Handler handler) {
    return new Endpoint(method, path, Optional.of(right), summary, Kind.PROMPT, handler);
  }

  public static Endpoint blocking(
      HttpMethod method, String path, Right right, String summary, Handler handler) {
    return new Endpoint(method, path, Optional.of(right), summary, Kind.BLOCKING, handler);
  }

  public static Endpoint upload(
      HttpMethod method, String path, Right right, String summary, Handler handler) {
    return new Endpoint(method, path, Optional.of(right), summary, Kind.UPLOAD, handler);
  }

  /// For gateways, which send what they were sent.
  public static Endpoint forGateways(
      HttpMethod method, String path, String summary, Handler handler) {
    return new Endpoint(
        method,
        path,
        Optional.of(Right.EVALUATE),
        summary,
        Kind.PROMPT,
        CredentialIn.REMIT_AUTHORIZATION,
        handler,
        Contract.UNSAID);
  }

  /// For everybody.
  public static Endpoint open(HttpMethod method, String path, String summary, Handler handler) {
    return new Endpoint(method, path, Optional.empty(), summary, Kind.PROMPT, handler);
  }
}
