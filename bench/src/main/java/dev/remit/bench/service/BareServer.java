package dev.remit.bench.service;

import com.google.rpc.Status;
import com.linecorp.armeria.common.ExchangeType;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RoutingContext;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.envoyproxy.envoy.service.auth.v3.OkHttpResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The web framework alone: reads whole requests and answers every one the same, with as many bytes
/// as Remit does; or also forces a line for each to the disk first.
final class BareServer {
  private static final HttpData ANSWER =
      HttpData.ofAscii(
          "{\"decision\":true,\"context\":{\"id\":\"00000000-0000-7000-8000-000000000000\","
              + "\"reasons\":[{\"code\":\"permitted\",\"policy\":\"rule100\"}]}}");

  private static final CheckResponse CHECKED =
      CheckResponse.newBuilder()
          .setStatus(Status.getDefaultInstance())
          .setOkResponse(OkHttpResponse.newBuilder().addHeaders(id()).addResponseHeadersToAdd(id()))
          .build();

  private final @Nullable ForcedFile file;

  private BareServer(@Nullable ForcedFile file) {
    this.file = file;
  }

  private static HeaderValueOption id() {
    return HeaderValueOption.newBuilder()
        .setHeader(
            HeaderValue.newBuilder()
                .setKey("x-remit-decision-id")
                .setValue("00000000-0000-7000-8000-000000000000"))
        .build();
  }

  /// The port, and the file to force to, if any.
  public static void main(String[] arguments) throws IOException {
    ForcedFile file = arguments.length > 1 ? ForcedFile.create(Path.of(arguments[1])) : null;
    BareServer bare = new BareServer(file);
    Server server =
        Server.builder()
            .http(
                new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])))
            .service(
                GrpcService.builder()
                    .addService(AuthorizationGrpc.bindService(bare.check()))
                    .build())
            .serviceUnder("/", bare.answers())
            .build();
    CompletableFuture<?> _ = server.closeOnJvmShutdown();
    server.start().join();
  }

  /// Requests and answers are whole for the framework too, which is its short way.
  private HttpService answers() {
    return new HttpService() {
      @Override
      public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
        return HttpResponse.of(
            request
                .aggregate()
                .thenCompose(_ -> kept(context))
                .thenApply(_ -> HttpResponse.of(HttpStatus.OK, MediaType.JSON, ANSWER)));
      }

      @Override
      public ExchangeType exchangeType(RoutingContext context) {
        return ExchangeType.UNARY;
      }
    };
  }

  /// Done on the event loop, at once where nothing is forced.
  private CompletionStage<?> kept(ServiceRequestContext context) {
    return file == null
        ? CompletableFuture.completedFuture("")
        : file.append().thenApplyAsync(_ -> "", context.eventLoop());
  }

  private AuthorizationGrpc.AsyncService check() {
    return new AuthorizationGrpc.AsyncService() {
      @Override
      public void check(CheckRequest request, StreamObserver<CheckResponse> observer) {
        CompletionStage<?> _ =
            kept(ServiceRequestContext.current())
                .thenAccept(_ -> {
                  observer.onNext(CHECKED);
                  observer.onCompleted();
                });
      }
    };
  }
}
