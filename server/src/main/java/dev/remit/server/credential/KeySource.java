package dev.remit.server.credential;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/// Where the keys of an issuer are published: a file, or a URL that is asked without redirects.
final class KeySource {
  private static final int OK = 200;

  private final URI location;
  private final HttpClient client;
  private final Executor blocking;

  /// A file is read on a thread of `blocking`.
  KeySource(URI location, HttpClient client, Executor blocking) {
    this.location = Objects.requireNonNull(location, "location");
    this.client = Objects.requireNonNull(client, "client");
    this.blocking = Objects.requireNonNull(blocking, "blocking");
  }

  URI location() {
    return location;
  }

  /// At most so many bytes as a key set may have; failed with [IOException] otherwise.
  CompletableFuture<byte[]> read() {
    return "file".equals(location.getScheme())
        ? CompletableFuture.supplyAsync(this::readFile, blocking)
        : fetch();
  }

  private byte[] readFile() {
    try (InputStream file = Files.newInputStream(Path.of(location))) {
      byte[] bytes = file.readNBytes(TokenLimits.KEY_SET_BYTES_MAX + 1);
      if (bytes.length > TokenLimits.KEY_SET_BYTES_MAX) {
        throw new IOException("more than " + TokenLimits.KEY_SET_BYTES_MAX + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private CompletableFuture<byte[]> fetch() {
    HttpRequest request =
        HttpRequest.newBuilder(location)
            .timeout(TokenLimits.FETCH_MAX)
            .header("Accept", "application/jwk-set+json, application/json")
            .build();
    HttpResponse.BodyHandler<byte[]> whole =
        HttpResponse.BodyHandlers.limiting(
            HttpResponse.BodyHandlers.ofByteArray(), TokenLimits.KEY_SET_BYTES_MAX);
    return client
        .sendAsync(request, whole)
        .thenApply(response -> {
          if (response.statusCode() != OK) {
            throw new CompletionException(new IOException("status " + response.statusCode()));
          }
          return response.body();
        });
  }
}
