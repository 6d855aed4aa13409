package dev.remit.bench.service;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/// The web framework alone: reads whole requests and answers every one the same, with as many bytes
/// as Remit does.
final class BareServer {
  private static final HttpData ANSWER =
      HttpData.ofAscii(
          "{\"decision\":true,\"context\":{\"id\":\"00000000-0000-7000-8000-000000000000\","
              + "\"reasons\":[{\"code\":\"permitted\",\"policy\":\"rule100\"}]}}");

  private BareServer() {}

  /// The port is the only argument.
  public static void main(String[] arguments) {
    Server server =
        Server.builder()
            .http(
                new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])))
            .serviceUnder(
                "/",
                (context, request) ->
                    HttpResponse.of(
                        request
                            .aggregate()
                            .thenApply(
                                _ -> HttpResponse.of(HttpStatus.OK, MediaType.JSON, ANSWER))))
            .build();
    CompletableFuture<?> _ = server.closeOnJvmShutdown();
    server.start().join();
  }
}
